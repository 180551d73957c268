from pathlib import Path

import pytest

from publications.bibtex.entry import Entry, Name, Reading
from publications.formats.csl_json import read

FILES = Path(__file__).parents[2] / "formats"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read((FILES / "zotero.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def fetched() -> Entry:
    [entry] = read((FILES / "crossref.json").read_text(encoding="utf-8")).entries
    return entry


def test_every_object_is_read_or_refused_with_its_line(reading: Reading) -> None:
    assert [(block.line, block.outcome) for block in reading.blocks] == [
        (2, "entry"),
        (23, "entry"),
        (33, "refused"),
        (34, "entry"),
    ]
    assert [entry.type for entry in reading.entries] == ["article", "mastersthesis", "dataset"]


def test_an_article_has_its_fields(reading: Reading) -> None:
    assert reading.entries[0].fields == {
        "title": "Cues of <i>in vivo</i> withdrawal & relapse",
        "journal": "The Journal of Clinical Investigation",
        "shortjournal": "J Clin Invest",
        "volume": "130",
        "number": "6",
        "pages": "2480–2484",
        "issn": "1558-8238",
        "doi": "10.1172/JCI125534",
        "pmid": "30913040",
        "pmcid": "PMC6486356",
        "note": "Read twice.",
        "language": "en",
        "date": "2019-03-26",
        "year": "2019",
        "urldate": "2020-01-02",
    }


def test_names_have_their_parts(reading: Reading) -> None:
    assert reading.entries[0].authors == [
        Name("Carmack", "Stephanie A."),
        Name("Berg", "Jan", "van der", "Jr."),
        Name("World Health Organization"),
    ]


def test_an_address_is_no_citation_key(reading: Reading) -> None:
    assert [entry.key for entry in reading.entries] == [
        "carmackHeroin2019",
        "Lee:cues",
        "Smith:2018:data-set",
    ]
    assert reading.entries[1].fields["csl-id"] == "http://zotero.org/users/1/items/ABCD"


def test_words_in_place_of_a_date_stay(reading: Reading) -> None:
    assert reading.entries[1].fields["year"] == "in press"
    assert reading.entries[2].fields["date"] == "2018-22~"


@pytest.mark.parametrize("issued", ['{"date-parts": [[null]]}', '{"date-parts": []}'])
def test_a_date_that_says_nothing_is_no_year(issued: str) -> None:
    [entry] = read('{"type": "book", "title": "A", "issued": ISSUED}'.replace("ISSUED", issued)).entries

    assert {"date", "year"}.isdisjoint(entry.fields)


def test_a_second_key_is_kept() -> None:
    [entry] = read('{"type": "book", "title": "A", "id": "own/1", "citation-key": "lee2019"}').entries

    assert (entry.key, entry.fields["csl-id"]) == ("lee2019", "own/1")


def test_members_without_a_field_keep_their_names(reading: Reading) -> None:
    assert reading.entries[1].fields["csl-own-member"] == '{"kept": true}'


def test_a_damaged_object_costs_only_itself(reading: Reading) -> None:
    [refusal] = reading.refusals

    assert "line 33" in refusal.reason
    assert refusal.source == '{"id": "broken", "title": nothing}'


def test_an_answer_of_crossref_is_understood(fetched: Entry) -> None:
    assert (fetched.type, fetched.key) == ("article", "Carmack:2019:jci125534")
    assert fetched.fields["title"] == "Cues of withdrawal: And relapse"
    assert fetched.fields["issn"] == "0021-9738; 1558-8238"
    assert fetched.fields["pages"] == fetched.fields["eid"] == "e125534"
    assert fetched.authors[1] == Name("Withdrawal Study Group")
    assert fetched.fields["affiliation"] == "Carmack, Stephanie A.: Intramural Research Program"
    assert "url" not in fetched.fields


def test_a_jats_abstract_becomes_readable_text(fetched: Entry) -> None:
    assert fetched.fields["abstract"] == "Background: H<sub>2</sub>O, <i>P</i> < 0.05. Results: Some."


def test_bookkeeping_stays_in_the_source_and_a_note_says_so(fetched: Entry) -> None:
    [note] = fetched.notes

    assert note.code == "left-out"
    assert "reference-count" in note.message
    assert '"key": "2"' in fetched.source


@pytest.mark.parametrize("wrapped", ['{"items": [%s]}', '{"message": %s}', "%s", "[[%s]]"])
def test_what_is_wrapped_around_records_does_not_matter(wrapped: str) -> None:
    [entry] = read(wrapped % '{"type": "book", "title": "A"}').entries

    assert (entry.type, entry.fields["title"]) == ("book", "A")


def test_a_second_member_of_one_name_is_kept() -> None:
    [entry] = read('{"type": "book", "title": "A", "title": "B"}').entries

    assert (entry.fields["title"], entry.fields["csl-title-again"]) == ("A", "B")


@pytest.mark.parametrize("escaped", ["\\u0000", "\\u202e", "\\ud800"])
def test_escaped_characters_are_cleaned_too(escaped: str) -> None:
    text = '{"type": "book", "title": "A-B", "author": [{"literal": "C-"}]}'

    [entry] = read(text.replace("-", escaped)).entries

    assert (entry.fields["title"], entry.authors) == ("AB", [Name("C")])


@pytest.mark.parametrize("text", ["", "[]", "\n"])
def test_a_text_without_records_says_so(text: str) -> None:
    [note] = read(text).notes

    assert "No object" in note.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nothing", "not CSL-JSON"),
        ('[{"title": "A"', "has no end"),
        ('{"a":' * 70 + "1" + "}" * 70, "too deep"),
        ('{"title": ' + "9" * 5000 + "}", "too long"),
        ('{"type": "book"}', "neither a title nor an author"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(text: str, words: str) -> None:
    [refusal] = read(text).refusals

    assert words in refusal.reason
