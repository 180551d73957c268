"""Keywords renamed, joined and deleted: in the publications' own words too, so that none comes back."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from nidairp.pages.models import PublicationList
from nidairp.patience import Busy
from publications import reprinting, retagging
from publications.models import Author, Publication, Tag
from publications.retagging import renamed
from tests.factories import make_page, make_publication
from tests.publications.agreeing import assert_words_and_rows_agree
from tests.sent import opened_form

pytestmark = pytest.mark.django_db
LIST = reverse("admin:publications_tag_changelist")


def words() -> dict[str, str]:
    return dict(Publication.objects.values_list("title", "keywords"))


def tags_of(title: str) -> set[str]:
    """After a save: what follows from the words."""
    publication = Publication.objects.get(title=title)
    publication.refresh()
    return set(publication.tags.values_list("name", flat=True))


def tag(name: str) -> Tag:
    return Tag.objects.get(name=name)


@pytest.mark.parametrize(
    ("keywords", "names", "wanted"),
    [
        ("mood, sleep;  rats", {"sleep": "Sleep"}, "mood, Sleep;  rats"),
        ("a, b, c", {"b": "c"}, "a, c"),
        ("a, b", {"a": ""}, "b"),
        ("a", {"a": ""}, ""),
        ("Sleep, sleep, rats", {"Sleep": "Rest"}, "Rest, rats"),
        ("Sleep, rats, SLEEP", {"Sleep": ""}, "rats"),
        ("x\ny;  z z", {"z z": "Z"}, "x\ny;  Z"),
        ("", {"a": "b"}, ""),
    ],
)
def test_only_the_word_itself_changes(keywords: str, names: dict[str, str], wanted: str) -> None:
    assert renamed(keywords, names) == wanted


@pytest.mark.parametrize("keywords", ["Sleep, rest", "rest, Sleep"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_name_that_differs_from_a_neighbours_in_capitals_is_no_second_one(
    keywords: str, is_there: bool
) -> None:
    make_publication(title="One", keywords=keywords)
    make_publication(title="Other", keywords="REST" if is_there else "rest")
    if is_there:
        retagging.join(tag("REST"), [tag("Sleep")], None)
    else:
        retagging.rename(tag("Sleep"), "REST", None)
    assert words()["One"] == ("REST" if keywords.startswith("Sleep") else "rest")
    assert_words_and_rows_agree()


@pytest.mark.parametrize("name", ["Sleep", "sleep"])
def test_of_two_rows_for_one_word_none_is_left_behind(name: str) -> None:
    """Before capitals meant nothing a publication had both."""
    make_publication(keywords="sleep")
    publication = make_publication(title="One", keywords="Sleep, sleep")
    publication.tags.add(tag("sleep"))
    retagging.rename(tag(name), "Rest", None)
    assert words()["One"] == "Rest"
    assert_words_and_rows_agree()


def test_a_new_name_is_written_into_the_publications(admin_client: Client) -> None:
    make_publication(title="One", keywords="mood, rats")
    door = reverse("admin:publications_tag_change", args=[tag("mood").pk])
    sent = opened_form(admin_client, door, name="Mood  disorders")
    assert "in 1 publications" in admin_client.post(door, sent, follow=True).content.decode()
    assert words() == {"One": "Mood disorders, rats"}
    assert tags_of("One") == {"Mood disorders", "rats"} == set(Tag.objects.values_list("name", flat=True))
    newest = Publication.objects.get().history.first()
    assert newest.history_user.username == "admin" and "Mood disorders" in newest.history_change_reason


@pytest.mark.parametrize(("name", "words"), [("rats", "join them"), ("a, b", "leave them out")])
def test_a_name_that_cannot_be_is_refused(admin_client: Client, name: str, words: str) -> None:
    make_publication(keywords="mood, rats")
    door = reverse("admin:publications_tag_change", args=[tag("mood").pk])
    assert words in admin_client.post(door, opened_form(admin_client, door, name=name)).content.decode()
    assert tag("mood")


def test_several_become_one_with_all_that_points_at_them(admin_client: Client) -> None:
    make_publication(title="One", keywords="cocaine, rats")
    make_publication(title="Both", keywords="Cocaine; coke")
    shown = PublicationList.objects.create(page=make_page(), tag=tag("coke"))
    chosen = {"action": "join", "_selected_action": [tag(n).pk for n in ("cocaine", "Cocaine", "coke")]}
    assert "2 publications have them" in admin_client.post(LIST, chosen).content.decode()
    admin_client.post(LIST, chosen | {"into": tag("cocaine").pk, "post": "yes"})
    assert words() == {"One": "cocaine, rats", "Both": "cocaine"}
    assert tags_of("Both") == {"cocaine"} and set(Tag.objects.values_list("name", flat=True)) == {
        "cocaine",
        "rats",
    }
    shown.refresh_from_db()
    assert shown.tag == tag("cocaine")


def test_one_alone_is_joined_with_nothing(admin_client: Client) -> None:
    make_publication(keywords="mood")
    chosen = {"action": "join", "_selected_action": [tag("mood").pk], "into": tag("mood").pk, "post": "yes"}
    assert "at least two" in admin_client.post(LIST, chosen).content.decode()


@pytest.mark.parametrize("many", [False, True])
def test_what_is_deleted_does_not_come_back_with_the_next_save(admin_client: Client, many: bool) -> None:
    make_publication(title="One", keywords="mood, rats")
    pk = tag("mood").pk
    if many:
        admin_client.post(LIST, {"action": "delete_selected", "_selected_action": [pk], "post": "yes"})
    else:
        door = reverse("admin:publications_tag_delete", args=[pk])
        assert "taken out of the publications that have it: 1" in admin_client.get(door).content.decode()
        admin_client.post(door, {"post": "yes"})
    assert words() == {"One": "rats"} and tags_of("One") == {"rats"}


NAMES = ["view_tag", "change_tag", "delete_tag"]


@pytest.mark.parametrize(
    ("allowed", "renames", "joins", "deletes"),
    [
        (NAMES, False, False, False),
        (["view_tag", "change_tag", "change_publication"], True, False, False),
        (["view_tag", "delete_tag", "change_publication"], False, False, True),
        ([*NAMES, "change_publication"], True, True, True),
    ],
)
def test_who_may_not_change_publications_rewrites_none(
    client: Client, allowed: list[str], *, renames: bool, joins: bool, deletes: bool
) -> None:
    make_publication(title="One", keywords="a, b, c, d")
    user = User.objects.create_user("names", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client.force_login(user)
    door = reverse("admin:publications_tag_change", args=[tag("a").pk])
    assert client.get(door).status_code == 200
    client.post(door, opened_form(client, door) | {"name": "A", "slug": "a-new"})
    chosen = {"action": "join", "_selected_action": [tag("b").pk, tag("c").pk]}
    client.post(LIST, chosen | {"into": tag("c").pk, "post": "yes"})
    client.post(reverse("admin:publications_tag_delete", args=[tag("d").pk]), {"post": "yes"})
    wanted = ["A" if renames else "a", *([] if joins else ["b"]), "c", *([] if deletes else ["d"])]
    assert words() == {"One": ", ".join(wanted)}
    assert tag(wanted[0]).slug == ("a-new" if "change_tag" in allowed else "a")
    assert tags_of("One") == set(wanted)


def test_what_was_renamed_since_it_was_read_is_joined_and_deleted_by_its_name_of_now() -> None:
    make_publication(keywords="a, b")
    make_publication(keywords="b, c")
    keep, other, third = tag("a"), tag("b"), tag("c")
    for name in "abc":
        retagging.rename(tag(name), name.upper(), None)
    retagging.join(keep, [other], None)
    retagging.remove([third], None)
    assert set(Publication.objects.values_list("keywords", flat=True)) == {"A"}
    assert_words_and_rows_agree()


def test_what_is_gone_since_it_was_read_is_joined_with_nothing() -> None:
    make_publication(title="One", keywords="a, b")
    keep, other = tag("a"), tag("b")
    retagging.remove([tag("a")], None)
    tag("a").delete()
    with pytest.raises(ValidationError, match="look at them again"):
        retagging.join(keep, [other], None)
    retagging.remove([keep], None)
    assert words() == {"One": "b"}
    assert_words_and_rows_agree()


def busy(*args: Any) -> None:
    raise Busy


def test_who_waits_in_vain_for_publications_gets_back_what_was_typed(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_publication(title="One", keywords="mood", authors="Beta, Y")
    Author.objects.update(family="Betta")
    doors = [
        reverse("admin:publications_tag_change", args=[tag("mood").pk]),
        reverse("admin:publications_author_change", args=[Author.objects.get().pk]),
    ]
    typed = [{"name": "Sad mood"}, {"given": "Yves", "reprint": ['["Beta", "Y", "", ""]']}]
    monkeypatch.setattr(retagging, "_held", busy)
    monkeypatch.setattr(reprinting, "_held", busy)
    for door, new in zip(doors, typed, strict=True):
        answer = admin_client.post(door, opened_form(admin_client, door, **new))
        said = answer.content.decode()
        assert answer.status_code == 200 and next(iter(new.values())) in said
        assert "try again in a moment" in said and "What you typed is still below" in said
    assert words() == {"One": "mood"} and tag("mood") and Author.objects.get().given == "Y"
