"""Rows into publications: whole or not at all, once, and over nothing that nobody was shown."""

import pytest

from publications.importing import batch as importing
from publications.models import Author, ImportBatch, ImportRow, Publication, Tag
from tests.factories import make_publication
from tests.publications.importing.texts import TITLE, entry, imported, only_row, stage

pytestmark = pytest.mark.django_db


def _decide(row: ImportRow, decision: str) -> None:
    row.decision = decision
    row.save()


def test_a_new_publication_has_all_that_the_entry_says() -> None:
    imported(entry(keywords="opioid, rats", doi="10.1172/JCI125534", date="2019-03-26", foo="bar"))
    publication = Publication.objects.get()
    assert publication.slug == "carmack-2019aa"
    assert publication.authors_text == "Carmack, Stephanie A; Koob, George F"
    assert [tag.name for tag in publication.tags.all()] == ["opioid", "rats"]
    assert publication.extra == {"foo": "bar"}
    assert publication.sort_date.isoformat() == "2019-03-26"
    assert publication.is_public


def test_authors_are_shared_and_keep_their_order() -> None:
    imported(entry("a:1"), entry("a:2", title="Another", author="George F Koob and Stephanie A Carmack"))
    assert Author.objects.count() == 2
    people = [[str(person) for person in one.people("author")] for one in Publication.objects.order_by("pk")]
    assert people == [
        ["Carmack, Stephanie A", "Koob, George F"],
        ["Koob, George F", "Carmack, Stephanie A"],
    ]


def test_keys_that_ask_for_one_address_get_two() -> None:
    imported(entry("a:1"), entry("a-1", title="Another", author="Lu, Hanbing"))
    assert sorted(Publication.objects.values_list("slug", flat=True)) == ["a-1", "a-1-2"]


def test_an_update_changes_its_fields_and_no_others() -> None:
    imported(entry(note="kept"))
    imported(entry(volume="130"))
    publication = Publication.objects.get()
    assert (publication.volume, publication.note) == ("130", "kept")


def test_people_are_replaced_as_a_list() -> None:
    imported(entry())
    imported(entry(author="George F Koob and others"))
    publication = Publication.objects.get()
    assert publication.authors_text == "Koob, George F"
    assert publication.has_more_authors


def test_a_field_edited_by_hand_is_left_and_told() -> None:
    imported(entry())
    Publication.objects.update(journal="JCI, by hand")
    batch = stage(entry(journal="The Journal", volume="130"))
    result = importing.apply(batch)
    publication = Publication.objects.get()
    assert (publication.journal, publication.volume) == ("JCI, by hand", "130")
    assert ["journal" in remark.message for remark in result.remarks] == [True]


def test_a_field_edited_by_hand_is_overwritten_where_somebody_said_so() -> None:
    imported(entry())
    Publication.objects.update(journal="JCI, by hand")
    batch = stage(entry(journal="The Journal"))
    _decide(only_row(batch), ImportRow.Decision.TAKE)
    importing.apply(batch)
    assert Publication.objects.get().journal == "The Journal"


def test_an_author_joined_by_hand_stays_joined_through_an_update() -> None:
    imported(entry())
    whole = Author.objects.create(family="Koob", given="George", slug="george-koob")
    publication = Publication.objects.get()
    publication.contributions.filter(family="Koob").update(author=whole)
    imported(entry(volume="130"))
    assert publication.contributions.get(family="Koob").author == whole


def test_applying_twice_does_nothing() -> None:
    batch = imported(entry())
    before = list(Publication.objects.values())
    result = importing.apply(batch)
    assert result.again
    assert result.counts == {"created": 1}
    assert list(Publication.objects.values()) == before


def test_a_failure_in_the_middle_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = stage(*(entry(f"k{number}", title=f"{TITLE} {number}") for number in range(3)))

    def fail(percent: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        importing.apply(batch, progress=fail)
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.READY
    assert not Publication.objects.exists()
    assert not Author.objects.exists()


def test_what_changed_since_the_preview_is_told_and_left() -> None:
    imported(entry(volume="129"))
    batch = stage(entry(volume="130"))
    Publication.objects.update(volume="128")
    result = importing.apply(batch)
    assert Publication.objects.get().volume == "128"
    assert result.counts == {"stale": 1}
    assert "volume" in result.remarks[0].message


def test_what_was_deleted_since_the_preview_is_told() -> None:
    imported(entry())
    batch = stage(entry(volume="130"))
    Publication.objects.all().delete()
    assert importing.apply(batch).counts == {"stale": 1}


@pytest.mark.parametrize("other", [{"key": "Carmack:2019aa"}, {"key": "x", "doi": "10.5555/1"}])
def test_what_came_in_since_the_preview_is_not_made_twice(other: dict[str, str]) -> None:
    batch = stage(entry(doi="10.5555/1"))
    imported(entry(**other))
    assert importing.apply(batch).counts == {"stale": 1}
    assert Publication.objects.count() == 1


def test_an_undecided_conflict_is_left_and_told() -> None:
    imported(entry())
    batch = stage(entry(title="Something else", author="Lu, Hanbing", journal="Brain"))
    result = importing.apply(batch)
    assert result.counts == {"left": 1}
    assert str(result.remarks[0]).startswith("a.bib:1: Carmack:2019aa: ")
    assert Publication.objects.get().title == TITLE


def test_a_conflict_can_make_a_new_one_with_a_key_of_its_own() -> None:
    imported(entry())
    batch = stage(entry(title="Something else", author="Lu, Hanbing", journal="Brain"))
    _decide(only_row(batch), ImportRow.Decision.NEW)
    importing.apply(batch)
    keys = sorted(Publication.objects.values_list("citation_key", flat=True))
    assert keys == ["Carmack:2019aa", "Carmack:2019aa-2"]


def test_a_conflict_can_take_the_files_values() -> None:
    imported(entry())
    batch = stage(entry(title="Something else", author="Lu, Hanbing", journal="Brain"))
    _decide(only_row(batch), ImportRow.Decision.TAKE)
    importing.apply(batch)
    assert Publication.objects.get().title == "Something else"


def test_the_second_of_two_can_be_put_over_the_first() -> None:
    batch = stage(entry(), entry(volume="130"))
    _decide(batch.rows.get(position=2), ImportRow.Decision.TAKE)
    result = importing.apply(batch)
    assert result.counts == {"created": 1, "updated": 1}
    assert Publication.objects.get().volume == "130"


def test_a_new_one_can_be_left_out() -> None:
    batch = stage(entry())
    _decide(only_row(batch), ImportRow.Decision.SKIP)
    assert importing.apply(batch).counts == {"left": 1}
    assert not Publication.objects.exists()


def test_history_tells_import_and_user(admin_user: object) -> None:
    batch = stage(entry())
    importing.apply(batch, user=admin_user)
    record = Publication.objects.get().history.get()
    assert (record.history_type, record.history_change_reason) == ("+", f"Import {batch.pk}")
    assert record.history_user == admin_user


def test_a_batch_that_is_not_ready_is_not_applied() -> None:
    batch = importing.stage([("a.bib", b"")])
    with pytest.raises(importing.NotPossible):
        importing.apply(batch)


def test_a_publication_made_by_hand_is_asked_about() -> None:
    make_publication(citation_key="Carmack:2019aa", title=TITLE, journal="Typed by hand")
    row = only_row(stage(entry()))
    assert row.outcome == "update"
    assert row.differences["journal"]["edited"]
    assert not row.differences["year"]["edited"]


def test_keywords_become_tags_once() -> None:
    imported(entry(keywords="opioid; rats"), entry("b", title="Another", author="Lu, H", keywords="rats"))
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["opioid", "rats"]


def test_a_keyword_in_whatever_capitals_is_one_and_each_publication_keeps_its_own() -> None:
    make_publication(citation_key="there", title="Other", keywords="Opioid")
    imported(
        entry("a", title="One", keywords="Rats; OPIOID"),
        entry("b", title="Another", author="Lu, H", keywords="opioid, RATS"),
    )
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Opioid", "Rats"]
    assert {tag.publications.count() for tag in Tag.objects.all()} == {2, 3}
    kept = Publication.objects.order_by("citation_key").values_list("keywords", flat=True)
    assert list(kept) == ["Rats; OPIOID", "opioid, RATS", "Opioid"]


@pytest.mark.parametrize("keywords", ["النوم، الجرذان؛ جرذ", "睡眠、ラット，老鼠", "睡眠；ネズミ､ラット"])
def test_commas_and_semicolons_of_other_scripts_stand_between_keywords(keywords: str) -> None:
    imported(entry(keywords=keywords))
    assert Tag.objects.count() == 3 and Publication.objects.get().keywords == keywords


@pytest.mark.parametrize("key", [None, "sleep"])
def test_keywords_that_the_release_before_made_or_renamed_are_found_by_their_names(key: str | None) -> None:
    Tag.objects.bulk_create([Tag(name="Rats", slug="rats", key=key)])
    imported(entry(keywords="Rats; sleep"))
    assert dict(Tag.objects.values_list("name", "key")) == {"Rats": "rats", "sleep": "sleep"}
