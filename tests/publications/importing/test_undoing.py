"""An import taken back: all as before, save what was edited since."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from news.models import CitedPublication
from publications import reprinting, retagging
from publications.importing import batch as importing
from publications.models import Author, Contribution, ImportBatch, ImportRow, Publication, Tag
from tests.factories import make_post, make_publication
from tests.publications.agreeing import assert_words_and_rows_agree
from tests.publications.importing.texts import TITLE, entry, imported, only_row, stage

_MOMENTS = {"updated_at", "created_at"}


def _everything() -> list[Any]:
    """All rows that an import may touch, moments and row numbers of links aside."""
    publications = [
        {name: value for name, value in row.items() if name not in _MOMENTS}
        for row in Publication.objects.order_by("pk").values()
    ]
    links = Contribution.objects.order_by("publication_id", "role", "position")
    tagging = Publication.tags.through.objects.order_by("publication_id", "tag_id")
    return [
        publications,
        list(links.values_list("publication_id", "author_id", "role", "position", "family", "given")),
        list(tagging.values_list("publication_id", "tag_id")),
        list(Author.objects.order_by("pk").values()),
        list(Tag.objects.order_by("pk").values()),
    ]


@pytest.mark.django_db
def test_what_it_made_is_gone_with_its_authors_and_tags() -> None:
    batch = imported(entry(keywords="opioid"))
    result = importing.undo(batch)
    assert result.counts == {"undone": 1}
    assert _everything() == [[], [], [], [], []]
    assert batch.state == ImportBatch.State.UNDONE


@pytest.mark.django_db
def test_what_it_changed_is_as_before() -> None:
    imported(entry(keywords="opioid", foo="bar", note="old"))
    before = _everything()
    batch = imported(
        entry(author="Lu, Hanbing and others", keywords="rats", foo="baz", note="new", volume="1")
    )
    assert _everything() != before
    importing.undo(batch)
    assert _everything() == before


@pytest.mark.django_db
def test_an_author_joined_by_hand_is_joined_again() -> None:
    imported(entry())
    whole = Author.objects.create(family="Koob", given="George", slug="george-koob")
    Contribution.objects.filter(family="Koob").update(author=whole)
    before = _everything()
    importing.undo(imported(entry(author="Lu, Hanbing")))
    assert _everything() == before


@pytest.mark.django_db
def test_a_field_edited_since_is_left_and_told_and_the_others_go_back() -> None:
    imported(entry(volume="1", note="old"))
    batch = imported(entry(volume="2", note="new"))
    Publication.objects.update(note="by hand")
    result = importing.undo(batch)
    publication = Publication.objects.get()
    assert (publication.volume, publication.note) == ("1", "by hand")
    assert "note" in result.remarks[0].message


@pytest.mark.django_db
@pytest.mark.parametrize("edit", [{"title": "By hand"}, {"is_public": False}])
def test_a_new_one_edited_since_is_left_and_told(edit: dict[str, Any]) -> None:
    batch = imported(entry())
    Publication.objects.update(**edit)
    result = importing.undo(batch)
    assert Publication.objects.count() == 1
    assert result.counts == {"left": 1}
    assert result.remarks


@pytest.mark.django_db
def test_what_an_article_cites_is_left_and_told() -> None:
    batch = imported(entry())
    make_post(cites=(Publication.objects.get(),))
    result = importing.undo(batch)
    assert CitedPublication.objects.count() == 1
    assert "a citation points at it" in result.remarks[0].message


@pytest.mark.django_db
def test_an_author_who_is_used_elsewhere_since_stays() -> None:
    batch = imported(entry())
    make_publication(authors="Carmack, Stephanie A")
    importing.undo(batch)
    assert [str(author) for author in Author.objects.all()] == ["Carmack, Stephanie A"]


@pytest.mark.django_db
def test_a_later_import_does_not_see_what_was_taken_back_as_written() -> None:
    imported(entry(volume="1"))
    importing.undo(imported(entry(volume="2")))
    assert not only_row(stage(entry(volume="3"))).differences["volume"]["edited"]


@pytest.mark.django_db
def test_two_changes_of_one_publication_in_one_batch_go_back_to_the_first() -> None:
    batch = stage(entry(), entry(volume="130"))
    batch.rows.filter(position=2).update(decision=ImportRow.Decision.TAKE)
    importing.apply(batch)
    assert importing.undo(batch).counts == {"undone": 2}
    assert not Publication.objects.exists()


@pytest.mark.django_db
def test_taking_back_twice_does_nothing() -> None:
    batch = imported(entry())
    importing.undo(batch)
    assert importing.undo(batch).again


@pytest.mark.django_db
def test_only_an_applied_batch_can_be_taken_back() -> None:
    with pytest.raises(importing.NotPossible):
        importing.undo(stage(entry()))


@pytest.mark.django_db
def test_history_keeps_what_was_taken_back() -> None:
    batch = imported(entry())
    importing.undo(batch)
    kinds = Publication.history.order_by("history_id").values_list("history_type", "history_change_reason")
    assert list(kinds) == [("+", f"Import {batch.pk}"), ("-", f"Import {batch.pk} taken back")]


NAMES = st.lists(
    st.sampled_from(["Lu, Hanbing", "Koob, George F", "{The Group}", "van der Berg, Jan"]),
    max_size=3,
    unique=True,
)
FIELDS = st.fixed_dictionaries(
    {"title": st.sampled_from([TITLE, f"{TITLE} in rats", "Sleep and craving of the rat"])},
    optional={
        "author": NAMES.map(" and ".join),
        "editor": NAMES.map(" and ".join),
        "keywords": st.sampled_from(["opioid", "opioid, rats", "sleep"]),
        "volume": st.sampled_from(["1", "2"]),
        "foo": st.sampled_from(["bar", "baz"]),
        "year": st.sampled_from(["2018", "2019", "in press"]),
        "doi": st.sampled_from(["10.5555/1", "10.5555/2"]),
    },
)
ENTRIES = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), FIELDS), min_size=1, max_size=4)
DECISIONS = st.lists(st.sampled_from(list(ImportRow.Decision.values)), min_size=4, max_size=4)


@pytest.mark.slow
@pytest.mark.django_db
class UndoingAnything(TestCase):
    """Whatever is imported over whatever, with whatever decisions: taking it back restores it all."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(ENTRIES, ENTRIES, DECISIONS)
    def test_apply_then_undo_is_nothing(
        self, first: list[Any], second: list[Any], decisions: list[str]
    ) -> None:
        imported(*(entry(key, **fields) for key, fields in first))
        before = _everything()
        batch = stage(*(entry(key, **fields) for key, fields in second))
        for row, decision in zip(batch.rows.all(), decisions, strict=False):
            ImportRow.objects.filter(pk=row.pk).update(decision=decision)
        importing.apply(batch)
        importing.undo(batch)
        assert _everything() == before


@pytest.mark.django_db
def test_taking_back_does_not_tell_again_what_was_refused() -> None:
    batch = imported(entry(), "@article{open, title = {never closed\n")
    assert batch.rows.filter(result=ImportRow.Result.REFUSED).exists()
    assert importing.undo(batch).remarks == []


def _rename(old: str, new: str) -> None:
    retagging.rename(Tag.objects.get(name=old), new, None)


def _join(old: str, new: str) -> None:
    retagging.join(Tag.objects.get(name=new), [Tag.objects.get(name=old)], None)


def _remove(old: str, new: str) -> None:
    retagging.remove([Tag.objects.get(name=old)], None)


@pytest.mark.parametrize("change", [_rename, _join, _remove])
@pytest.mark.django_db
def test_keywords_that_were_put_right_everywhere_are_no_edit(change: Any) -> None:
    make_publication(keywords="rats")
    here = imported(entry("here", keywords="rats", title="On rats"))
    made = imported(entry("made", keywords="mood, rats"))
    changed = imported(entry("here", keywords="mood, rats", volume="7", title="On rats"))
    change("mood", "rats" if change is _join else "Mood")
    assert importing.undo(changed).counts == {"undone": 1}
    assert importing.undo(made).counts == {"undone": 1}
    left = Publication.objects.get(citation_key="here")
    assert (left.keywords, left.volume) == ("rats", "")
    assert importing.undo(here).counts == {"undone": 1}
    assert_words_and_rows_agree()


@pytest.mark.django_db
def test_a_keyword_that_is_edited_by_hand_as_well_is_left() -> None:
    batch = imported(entry(keywords="mood, rats"))
    _rename("mood", "Mood")
    publication = Publication.objects.get()
    publication.keywords = "Mood"
    publication.save()
    publication.refresh()
    assert importing.undo(batch).counts == {"left": 1}


@pytest.mark.parametrize(("change", "left"), [(_rename, "Cocaine"), (_join, "Cocaine"), (_remove, "")])
@pytest.mark.django_db
def test_taking_back_does_not_bring_back_what_was_put_right_everywhere(change: Any, left: str) -> None:
    if change is _join:
        make_publication(keywords="Cocaine")
    here = imported(entry("here", keywords="cocain, rats"))
    changed = imported(entry("here", keywords="cocain, rats, mice", volume="7"))
    again = imported(entry("here", keywords="rats, cocain, mice, fish", volume="8"))
    change("cocain", "Cocaine")
    _remove("rats", "")
    for batch in (again, changed):
        assert importing.undo(batch).counts == {"undone": 1}
    assert Publication.objects.get(citation_key="here").keywords == left
    assert not Tag.objects.filter(name__in=["mice", "fish"]).exists()
    assert_words_and_rows_agree()
    assert importing.undo(here).counts == {"undone": 1}


@pytest.mark.django_db
def test_a_word_that_was_joined_with_one_of_the_imports_stays() -> None:
    imported(entry(keywords="cocain"))
    changed = imported(entry(keywords="cocain, Cocaine"))
    _join("cocain", "Cocaine")
    assert importing.undo(changed).counts == {"undone": 1}
    assert Publication.objects.get().keywords == "Cocaine"


@pytest.mark.django_db
def test_several_rows_of_one_import_are_taken_back_after_keywords_were_put_right() -> None:
    imported(entry("here", keywords="cocain"))
    batch = stage(
        entry("here", keywords="cocain, rats"), entry("again", keywords="cocain, rats, mice", volume="7")
    )
    batch.rows.filter(position=2).update(decision=ImportRow.Decision.TAKE)
    importing.apply(batch)
    _rename("cocain", "Cocaine")
    assert importing.undo(batch).counts == {"undone": 2}
    assert Publication.objects.get(citation_key="here").keywords == "Cocaine"


@pytest.mark.django_db
def test_keywords_edited_by_hand_stay_although_others_were_put_right() -> None:
    imported(entry(keywords="cocain"))
    changed = imported(entry(keywords="cocain, mice", volume="7"))
    publication = Publication.objects.get()
    publication.keywords = "cocain, mice, fish"
    publication.save()
    publication.refresh()
    _rename("cocain", "Cocaine")
    assert importing.undo(changed).counts == {"left": 1}
    assert only_row(changed).result_note == "Edited since, and left: keywords."
    publication.refresh_from_db()
    assert (publication.keywords, publication.volume) == ("Cocaine, mice, fish", "")


@pytest.mark.django_db
def test_a_name_whose_parts_alone_were_put_right_is_no_edit() -> None:
    batch = imported(entry(author="{van Berg}, Ann"))
    berg = Author.objects.get()
    berg.prefix, berg.family = "van", "Berg"
    berg.save()
    assert reprinting.reprint(berg, [name for name, _ in reprinting.printed(berg)], None) == 1
    assert importing.undo(batch).counts == {"undone": 1}


@pytest.mark.django_db
def test_a_name_that_was_put_right_everywhere_is_no_edit() -> None:
    made = imported(entry(author="Kobb, George F"))
    changed = imported(entry(author="Kobb, George F and Stein, Elliot A"))
    koob = Author.objects.get(family="Kobb")
    koob.family = "Koob"
    koob.save()
    reprinting.reprint(koob, [name for name, _ in reprinting.printed(koob)], None)
    assert Publication.objects.get().authors_text == "Koob, George F; Stein, Elliot A"
    assert importing.undo(changed).counts == {"undone": 1}
    assert [person.author for person in Publication.objects.get().contributions.all()] == [koob]
    assert Publication.objects.get().authors_text == "Koob, George F"
    assert importing.undo(made).counts == {"undone": 1}
