"""Editors, imports and those who rename at once, in real processes: nobody dies of the other, all agrees."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from select import select

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from nidairp import patience
from publications.models import Author, Publication, Tag
from publications.models.locks import make_names
from tests.factories import make_publication
from tests.held import held
from tests.processes import Process, go_on, running, says, until_waiting
from tests.publications.agreeing import assert_words_and_rows_agree
from tests.publications.importing.texts import TITLE, entry, imported, stage
from tests.sent import opened_form

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
APPLIER = "tests.publications.importing.applier"
STEPPER = "tests.publications.importing.stepper"
RETAGGER = "tests.publications.retagger"
SAVER = "tests.publications.saver"
TRY_AGAIN = "try again in a moment"
PERSON = {"role": "author", "position": "", "prefix": "", "suffix": ""}


def door(name: str, pk: int | None = None) -> str:
    return reverse(f"admin:publications_{name}", args=[] if pk is None else [pk])


def tag(name: str) -> Tag:
    return Tag.objects.get(name=name)


def retagging(does: str, name: str, other: str = "") -> tuple[object, ...]:
    more = {"rename": [other], "join": [Tag.objects.filter(name=other).values_list("pk", flat=True).first()]}
    return (RETAGGER, does, tag(name).pk, *more.get(does, []))


def person(place: int, family: str, given: str) -> dict[str, str]:
    row = PERSON | {"family": family, "given": given}
    return {f"contributions-{place}-{field}": value for field, value in row.items()}


WAYS = [("rename", "Mood"), ("join", "rats"), ("remove", "")]


@pytest.mark.parametrize(("does", "other"), WAYS)
def test_what_an_editor_saves_just_before_keywords_change_changes_too(
    admin_client: Client, does: str, other: str
) -> None:
    make_publication(keywords="mood")
    late = make_publication(keywords="rats")
    form = door("publication_change", late.pk)
    sent = opened_form(admin_client, form, keywords="rats, mood")
    with running(*retagging(does, "mood", other)) as process:
        with transaction.atomic():
            assert admin_client.post(form, sent).status_code == 302
            go_on(process)
            assert says(process) == "trying"
            until_waiting()
        assert says(process) == "step"
        go_on(process)
        assert says(process) == "done"
    assert_words_and_rows_agree()
    assert "mood" not in {
        word for (words,) in Publication.objects.values_list("keywords") for word in words.split(", ")
    }


@pytest.mark.parametrize(("does", "other"), WAYS)
def test_an_editor_who_saves_while_keywords_change_is_told_and_nobody_dies(
    admin_client: Client, does: str, other: str
) -> None:
    made = make_publication(keywords="mood, rats")
    with (
        running(*retagging(does, "mood", other)) as process,
        running(SAVER, made.pk, json.dumps({"keywords": "rats"})) as saver,
    ):
        go_on(process)
        assert (says(process), says(process)) == ("trying", "step")
        go_on(saver)
        assert says(saver) == "trying"
        until_waiting()
        go_on(process)
        assert (says(process), says(saver)) == ("done", "200")
    assert_words_and_rows_agree()


def test_two_who_type_the_same_new_names_at_once_both_save(admin_client: Client) -> None:
    one, other = make_publication(), make_publication()
    added = person(0, "Newcomer", "Ann") | person(1, "Second", "Bo") | {"contributions-TOTAL_FORMS": "2"}
    swapped = person(0, "Second", "Bo") | person(1, "Newcomer", "Ann") | {"contributions-TOTAL_FORMS": "2"}
    form = door("publication_change", one.pk)
    sent = opened_form(admin_client, form, keywords="a, b", **added)
    with running(SAVER, other.pk, json.dumps(swapped | {"keywords": "B, A"})) as saver:
        with transaction.atomic():
            assert admin_client.post(form, sent).status_code == 302
            go_on(saver)
            assert says(saver) == "trying"
            until_waiting()
        assert says(saver) == "302"
    assert Author.objects.count() == 2
    assert sorted(tag.name for tag in Tag.objects.all()) == ["a", "b"]
    assert_words_and_rows_agree()


def test_two_imports_at_once_make_one_keyword_of_two_spellings() -> None:
    one = stage(entry("k1", keywords="sleep, Ratten; STRASSE"))
    other = stage(entry("k2", title="Another", keywords="Straße; SLEEP, mice"))
    with running(APPLIER, one.pk) as first, running(APPLIER, other.pk) as second:
        go_on(first)
        assert says(first) == "step"
        go_on(second)
        until_waiting()
        go_on(first)
        for process in (first, second):
            while says(process) != "done":
                go_on(process)
    assert sorted(tag.name for tag in Tag.objects.all()) == ["Ratten", "STRASSE", "mice", "sleep"]
    assert_words_and_rows_agree()


@contextmanager
def an_import_underway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Process]:
    """On SQLite whoever writes waits until it is done: there it goes on by itself."""
    monkeypatch.setattr(patience, "PATIENCE", 0.2)
    batch = stage(*(entry(f"k{at}", author="Alpha, X", title=f"{TITLE} {at}") for at in range(600)))
    with running(APPLIER, batch.pk) as process:
        go_on(process)
        assert says(process) == "step"
        if connection.vendor == "sqlite":
            go_on(process, 3)
        yield process
        if connection.vendor == "postgresql":
            go_on(process, 3)
        while (said := says(process)) != "done":
            assert said == "step"
    assert Publication.objects.filter(title__startswith=TITLE).count() == 600
    assert_words_and_rows_agree()


def assert_refused_until_it_is_done(answer: str) -> None:
    assert (TRY_AGAIN in answer) == (connection.vendor == "postgresql")


def test_names_and_keywords_are_not_changed_while_an_import_is_written(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_publication(keywords="mood, low, rats, mice", authors="Beta, Y")
    Author.objects.update(family="Betta")
    unused = Author.objects.create(family="Unused", slug="unused")
    doors = {name: door("tag_change", tag(name).pk) for name in ("mood", "low")}
    tags, author = door("tag_changelist"), door("author_change", Author.objects.get(family="Betta").pk)
    asked = [
        (doors["mood"], opened_form(admin_client, doors["mood"], name="sad mood")),
        (author, opened_form(admin_client, author, reprint=['["Beta", "Y", "", ""]'])),
        (tags, {"action": "join", "_selected_action": [tag("low").pk, tag("mood").pk],
                "into": tag("mood").pk, "post": "yes"}),
        (tags, {"action": "delete_selected", "_selected_action": [tag("rats").pk], "post": "yes"}),
        (door("tag_delete", tag("mice").pk), {"post": "yes"}),
        (door("tag_add"), {"name": "new", "slug": "new"}),
        (door("author_delete", unused.pk), {"post": "yes"}),
        (door("author_add"), {"family": "New", "slug": "new"}),
    ]  # fmt: skip
    with an_import_underway(monkeypatch):
        for address, sent in asked:
            assert_refused_until_it_is_done(admin_client.post(address, sent, follow=True).content.decode())
        if connection.vendor == "postgresql":
            made.refresh_from_db()
            assert (made.keywords, made.authors_text) == ("mood, low, rats, mice", "Beta, Y")
    for address, sent in asked:
        assert TRY_AGAIN not in admin_client.post(address, sent, follow=True).content.decode()
    made.refresh_from_db()
    assert (made.keywords, made.authors_text) == ("sad mood", "Betta, Y")
    assert Author.objects.filter(family="New").exists() and not Author.objects.filter(pk=unused.pk).exists()
    assert_words_and_rows_agree()


def test_while_an_import_is_written_editors_save_what_needs_no_new_name(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (make_publication(authors="Beta, Y", keywords="mood") for _ in range(2))
    form = door("publication_change", one.pk)
    plain = opened_form(admin_client, form, volume="7")
    new = opened_form(admin_client, form, volume="8", keywords="mood, unheard of")
    both = {"action": "delete_selected", "_selected_action": [one.pk, other.pk], "post": "yes"}
    hidden = both | {"action": "hide"}
    with an_import_underway(monkeypatch):
        assert admin_client.post(form, plain).status_code == 302
        if connection.vendor == "postgresql":
            refused = admin_client.post(form, new).content.decode()
            assert TRY_AGAIN in refused and "unheard of" in refused
            for sent in (both, hidden):
                answer = admin_client.post(door("publication_changelist"), sent).content.decode()
                assert TRY_AGAIN in answer
    assert Publication.objects.get(pk=one.pk).volume == "7"
    assert Publication.objects.filter(pk__in=[one.pk, other.pk], is_public=True).count() == 2


def test_what_an_editor_uses_just_now_stays_when_its_import_is_taken_back(admin_client: Client) -> None:
    batch = imported(entry("k", author="Alpha, X", keywords="mood"))
    other = make_publication()
    form = door("publication_change", other.pk)
    sent = opened_form(
        admin_client, form, keywords="mood", **person(0, "Alpha", "X"), **{"contributions-TOTAL_FORMS": "1"}
    )
    with running(STEPPER, "undo", batch.pk) as process:
        with transaction.atomic():
            assert admin_client.post(form, sent).status_code == 302
            go_on(process)
            assert says(process) == "trying"
            until_waiting()
        assert says(process) == "done"
    assert [one.pk for one in Publication.objects.all()] == [other.pk]
    assert Author.objects.get().contributions.count() == 1
    assert_words_and_rows_agree()


def test_who_renames_while_a_publication_is_held_is_told_and_keeps_what_was_typed(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0.2)
    make_publication(keywords="mood", authors="Beta, Y")
    Author.objects.update(family="Betta")
    asked = [
        (door("tag_change", tag("mood").pk), {"name": "Sad mood"}),
        (
            door("author_change", Author.objects.get().pk),
            {"given": "Yves", "reprint": ['["Beta", "Y", "", ""]']},
        ),
    ]
    for address, new in asked:
        sent = opened_form(admin_client, address, **new)
        with held(Publication):
            answer = admin_client.post(address, sent)
        if connection.vendor == "postgresql":
            assert answer.status_code == 200
            said = answer.content.decode()
            assert TRY_AGAIN in said and next(iter(new.values())) in said
            answer = admin_client.post(address, sent)
        assert answer.status_code == 302
    assert Publication.objects.get().authors_text == "Betta, Yves"
    assert_words_and_rows_agree()


def test_who_types_a_keyword_that_is_renamed_meanwhile_does_not_wait_for_an_import(
    admin_client: Client,
) -> None:
    """It is new by then, so that the two locks would come in the wrong order."""
    make_publication(keywords="mood")
    other = make_publication(keywords="rats")
    with (
        running(*retagging("rename", "mood", "Affect")) as process,
        running(SAVER, other.pk, json.dumps({"keywords": "rats, mood"})) as saver,
    ):
        go_on(process)
        assert (says(process), says(process)) == ("trying", "step")
        go_on(saver)
        assert says(saver) == "trying"
        until_waiting()
        if connection.vendor == "postgresql":
            with transaction.atomic():
                make_names()
                go_on(process)
                assert says(process) == "done"
                assert select([saver.stdout], [], [], 30)[0]
            assert says(saver) == "200"
        else:
            go_on(process)
            assert (says(process), says(saver)) == ("done", "302")
    assert_words_and_rows_agree()
