"""Files into rows: what each entry would do, before anything is done."""

import pytest

from publications.importing import batch as importing
from publications.importing.deciding import choices_of
from publications.models import ImportBatch, ImportRow, Publication
from tests.factories import make_publication
from tests.publications.importing.texts import TITLE, entry, imported, only_row, stage

pytestmark = pytest.mark.django_db


def _outcomes(batch: ImportBatch) -> list[str]:
    return list(batch.rows.order_by("position").values_list("outcome", flat=True))


def test_staging_changes_no_publication() -> None:
    batch = stage(entry())
    assert batch.state == ImportBatch.State.READY
    assert _outcomes(batch) == ["new"]
    assert not Publication.objects.exists()


def test_a_row_tells_file_line_key_title_and_source() -> None:
    row = only_row(stage("\n\n" + entry(title="On \\emph{relapse}")))
    assert (row.file, row.line, row.key, row.title) == ("a.bib", 3, "Carmack:2019aa", "On relapse")
    assert row.source.startswith("@article{Carmack:2019aa,")


def test_the_same_file_again_is_unchanged() -> None:
    imported(entry())
    assert _outcomes(stage(entry())) == ["unchanged"]


def test_a_changed_field_is_an_update_with_its_difference() -> None:
    imported(entry())
    row = only_row(stage(entry(volume="130")))
    assert row.outcome == "update"
    assert row.differences == {"volume": {"before": None, "after": "130", "edited": False}}


def test_a_field_that_the_file_lacks_is_no_difference() -> None:
    imported(entry(volume="130", note="kept"))
    assert _outcomes(stage(entry())) == ["unchanged"]


def test_the_doi_finds_it_under_another_key_and_the_key_stays() -> None:
    imported(entry(doi="10.1172/JCI125534"))
    batch = stage(entry("other", doi="https://doi.org/10.1172/jci125534", volume="130"))
    importing.apply(batch)
    assert list(Publication.objects.values_list("citation_key", "volume")) == [("Carmack:2019aa", "130")]


def test_a_doi_typed_by_hand_in_capitals_is_found() -> None:
    make_publication(doi="10.1172/JCI125534", title=TITLE)
    assert _outcomes(stage(entry(doi="10.1172/jci125534"))) == ["update"]


def test_a_title_misspelt_at_its_beginning_is_found_by_its_first_author() -> None:
    imported(entry(volume="130", pages="5"))
    row = only_row(stage(entry("z", title=TITLE.replace("Heroin", "Heorin"), volume="130", pages="5")))
    assert row.publication == Publication.objects.get()


def test_a_key_taken_by_another_work_is_a_conflict() -> None:
    imported(entry())
    row = only_row(stage(entry(title="Something else", author="Lu, Hanbing", journal="Brain")))
    assert row.outcome == "conflict"
    assert "citation key" in row.reason
    assert [one["publication"] for one in row.candidates] == [Publication.objects.get().pk]


def test_two_publications_that_could_be_meant_are_a_conflict() -> None:
    for number in range(2):
        make_publication(title=TITLE, year=2019, authors="Carmack, Stephanie", slug=f"s{number}", journal="")
    row = only_row(stage(entry("new")))
    assert row.outcome == "conflict"
    assert len(row.candidates) == 2


def test_what_a_person_has_to_decide_is_a_possible_duplicate() -> None:
    make_publication(title=TITLE)
    assert _outcomes(stage(entry())) == ["possible"]


def test_an_entry_twice_in_a_file_is_imported_once() -> None:
    batch = stage(entry(), entry("again"))
    assert _outcomes(batch) == ["new", "unchanged"]
    importing.apply(batch)
    assert Publication.objects.count() == 1


def test_an_entry_twice_with_other_words_is_a_conflict_with_the_first() -> None:
    batch = stage(entry(), entry(volume="130"))
    assert _outcomes(batch) == ["new", "conflict"]
    assert batch.rows.get(position=2).twin == 1


def test_one_key_for_two_works_of_a_file_is_a_conflict() -> None:
    other = entry(title="Something else", author="Lu, Hanbing", journal="Brain")
    assert _outcomes(stage(entry(), other)) == ["new", "conflict"]


def test_two_entries_about_one_publication_do_not_both_change_it() -> None:
    imported(entry(doi="10.5555/1", url="https://pubmed.ncbi.nlm.nih.gov/30913040/"))
    by_doi = entry("a", doi="10.5555/1", title="Heroin addiction", volume="1", url="")
    by_key = entry(url="", volume="2", author="", year="")
    assert _outcomes(stage(by_doi, by_key)).count("update") <= 1


def test_an_unclosed_entry_is_told_with_its_line() -> None:
    batch = stage(entry(), "@article{open, title = {never")
    row = batch.rows.get(position=2)
    assert row.line == len(entry().splitlines()) + 1
    assert row.outcome == "refused"
    assert row.reason


def test_every_block_of_the_file_has_a_row() -> None:
    text = '@string{jci = "J Clin Invest"}\n@comment{BibDesk}\n@preamble{"x"}\n' + entry()
    batch = stage(text)
    assert [row.line for row in batch.rows.order_by("position")] == [1, 2, 3, 4]
    assert _outcomes(batch) == ["aside", "aside", "aside", "new"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (entry("k" * 300), "255"),
        (entry(keywords=", ".join(map(str, range(1001)))), "more than 1,000 keywords"),
    ],
)
def test_what_the_database_cannot_hold_is_refused_with_a_reason(text: str, says: str) -> None:
    row = only_row(stage(text))
    assert row.outcome == "refused"
    assert says in row.reason


@pytest.mark.parametrize("data", [b"", b"   \n", b"%PDF-1.7\n1 0 obj", b"no entry in here"])
def test_a_file_without_bibtex_fails_with_a_message(data: bytes) -> None:
    batch = importing.stage([("a.bib", data)])
    assert batch.state == ImportBatch.State.FAILED
    assert batch.error


def test_one_unreadable_file_does_not_keep_the_others_out() -> None:
    batch = importing.stage([("a.bib", b""), ("b.bib", entry().encode())])
    assert batch.state == ImportBatch.State.READY
    assert [note["file"] for note in batch.notes] == ["a.bib"]
    assert only_row(batch).file == "b.bib"


def test_without_update_what_is_here_is_kept() -> None:
    imported(entry())
    batch = stage(entry(volume="130"), update=False)
    importing.apply(batch)
    assert only_row(batch).result == ImportRow.Result.LEFT
    assert Publication.objects.get().volume == ""


def test_what_an_import_was_not_allowed_to_change_is_nobodys_decision() -> None:
    imported(entry(volume="130"))
    importing.apply(stage(entry(volume="131"), update=False))
    later = stage(entry(volume="131"))
    assert only_row(later).outcome == ImportRow.Outcome.UPDATE
    assert [one["edited"] for one in only_row(later).differences.values()] == [False]
    importing.apply(later)
    assert Publication.objects.get().volume == "131"
    third = only_row(stage(entry(volume="139")))
    assert [one["edited"] for one in third.differences.values()] == [False]


def test_without_update_a_person_may_still_take_what_the_file_says() -> None:
    imported(entry(volume="130"))
    batch = stage(entry(volume="131"), update=False)
    batch.rows.update(decision=ImportRow.Decision.TAKE)
    importing.apply(batch)
    assert Publication.objects.get().volume == "131"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": ""}, "no-title"),
        ({"kind": "podcast"}, "unknown-type"),
        ({"year": ""}, "no-year"),
        ({"year": "3019"}, "far-year"),
        ({"year": "20x1"}, "no-date"),
        ({"year": "", "date": "some day"}, "no-date"),
        ({"year": "", "date": "2001-06-31"}, "part-of-date"),
        ({"year": "", "date": "2001-13"}, "part-of-date"),
        ({"year": "", "date": "2001-02-29"}, "part-of-date"),
        ({"year": "", "date": "29.02.2001"}, "part-of-date"),
        ({"year": "", "date": "2/30/2001"}, "part-of-date"),
        ({"year": "", "date": "February 29, 2001"}, "part-of-date"),
        ({"year": "", "date": "2001-02-30/2001-03-01"}, "part-of-date"),
        ({"year": "", "date": "2001-02-01/2001-02-30"}, "part-of-date"),
        ({"year": "", "date": "2001-13-01/2002"}, "part-of-date"),
        ({"year": "", "date": "../2001-02-30"}, "part-of-date"),
        ({"year": "", "date": "2001-02-30/unknown"}, "part-of-date"),
        ({"year": "", "date": "2001-02-30/.."}, "part-of-date"),
        ({"year": "", "date": "30.02.2001 – 03.03.2001"}, "part-of-date"),
        ({"year": "", "date": "February 28-30, 2001"}, "part-of-date"),
        ({"year": "", "date": "29–31 June 2001"}, "part-of-date"),
        ({"year": "", "date": "30 Feb - 2 Mar 2001"}, "part-of-date"),
        ({"year": "2001", "month": "31 April"}, "part-of-date"),
        ({"month": "13"}, "part-of-date"),
        ({"month": "feb", "day": "31"}, "part-of-date"),
        ({"doi": "10.1000/abc (retracted)"}, "part-of-doi"),
        ({"author": "MÃ¼ller, Jörg"}, "twice-encoded"),
        ({"journal": "SÃ£o Paulo"}, "twice-encoded"),
        ({"doi": "see the publisher"}, "no-doi"),
        ({"url": "javascript:alert(1)"}, "no-link"),
        ({"url": "https://nih.gov@example.org/"}, "no-link"),
        ({"url": "www.example.org"}, "no-link"),
    ],
)
def test_what_says_too_little_or_something_odd_is_warned_of(fields: dict[str, str], code: str) -> None:
    batch = stage(entry(**fields))
    assert [warning["code"] for warning in only_row(batch).warnings] == [code]


@pytest.mark.parametrize(
    "fields",
    [
        {"year": "", "date": "2000-02-29"},
        {"year": "", "date": "3/4/2001"},
        {"year": "", "date": "2001/2002", "month": "jun"},
        {"year": "", "date": "Mar-Apr 2001"},
        {"year": "", "date": "Mar - Apr 2001"},
        {"year": "", "date": "2001-02-27/2001-02-28"},
        {"year": "", "date": "2001-02-28/.."},
        {"year": "", "date": "2001-06/2001-08"},
        {"year": "", "date": "28.02.2001-03.03.2001"},
        {"year": "", "date": "June 28-30, 2001"},
        {"year": "", "date": "28 Feb to 2 Mar 2001"},
        {"year": "", "date": "2001 / 2002"},
        {"year": "", "date": "2001-06"},
        {"month": "jun"},
        {"month": "jun", "day": "30"},
        {"year": "", "date": "2001-06", "day": "30"},
        {"month": "Fall"},
        {"doi": "https://doi.org/10.1000/abc"},
        {"title": "PRODUÇÃO E “MANHÔ"},
    ],
)
def test_what_is_plain_is_not_warned_of(fields: dict[str, str]) -> None:
    assert only_row(stage(entry(**fields))).warnings == []


def test_letters_encoded_twice_are_told_as_they_were_meant() -> None:
    (warning,) = only_row(stage(entry(author="MÃ¼ller, JÃ¶rg"))).warnings
    assert "“MÃ¼ller” looks like “Müller”" in warning["message"]


def test_an_address_that_is_not_shown_is_told_with_its_line_and_kept() -> None:
    imported(entry(url="https://example.org/a\n data:text/html,hello"))
    (warning,) = only_row(ImportBatch.objects.get()).warnings
    assert (warning["line"], warning["field"]) == (7, "url")
    assert "data:text/html,hello" in warning["message"]
    assert "data:text/html,hello" in Publication.objects.get().url


def test_an_entry_without_a_title_is_found_again_by_its_key() -> None:
    imported(entry(title=""))
    assert only_row(stage(entry(title=""))).outcome == ImportRow.Outcome.UNCHANGED


def test_progress_is_told_up_to_the_end() -> None:
    told: list[int] = []
    importing.stage([("a.bib", entry().encode())], progress=told.append)
    assert told[-1] == 100
    assert told == sorted(told)


def test_warnings_are_counted_by_kind() -> None:
    batch = stage(entry(author="Carmack SA, Keeley RJ, Lu H"))
    assert batch.warnings == {code["code"]: 1 for code in only_row(batch).warnings}
    assert batch.warnings


def test_the_number_of_queries_does_not_grow_with_the_entries(django_assert_max_num_queries: object) -> None:
    imported(*(entry(f"k{number}", title=f"{TITLE} {number}") for number in range(40)))
    several = "".join(entry(f"k{number}", title=f"{TITLE} {number}", volume="1") for number in range(40))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        importing.stage([("a.bib", several.encode())])


def test_an_earlier_entry_is_not_called_edited_and_what_cannot_be_chosen_is_not_offered() -> None:
    same, other = {"doi": "10.1000/a"}, {"title": "Quite another thing", "author": "Lu, H"}
    batch = stage(entry("a:1", **same), entry("b:2", **same, **other), entry("a:1", **other, year="1990"))
    _, possible, key = batch.rows.order_by("position")
    assert possible.outcome == ImportRow.Outcome.POSSIBLE and "same DOI" in possible.reason
    assert not any(one["edited"] for one in possible.differences.values())
    assert [words for _, words in choices_of(possible)] == [
        "Not decided: leave out", "Put it over the earlier entry", "Add it as another one", "Leave out",
    ]  # fmt: skip
    assert [value for value, _ in choices_of(key)] == ["", "new", "skip"]
    assert "for another work (another title)" in key.reason
