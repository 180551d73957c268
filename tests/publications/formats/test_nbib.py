from pathlib import Path

import pytest

from publications.bibtex.entry import Entry, Name, Reading
from publications.formats.nbib import read

FILE = Path(__file__).parents[2] / "formats" / "pubmed.nbib"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def article(reading: Reading) -> Entry:
    return reading.entries[0]


def test_every_record_is_read_with_its_line(reading: Reading) -> None:
    found = [(entry.line, entry.type, entry.fields["pmid"]) for entry in reading.entries]

    assert found == [
        (2, "article", "30913040"),
        (39, "article", "20000001"),
        (46, "unpublished", "20000002"),
        (55, "incollection", "20000003"),
    ]
    assert not reading.refusals


def test_what_is_no_record_is_accounted_for(reading: Reading) -> None:
    assert [(block.line, block.kind, block.outcome) for block in reading.blocks][-1] == (64, "text", "kept")


def test_an_article_has_the_fields_of_the_old_sites_entry(article: Entry) -> None:
    expected = {
        "title": "Heroin addiction engages negative emotional learning brain circuits in rats.",
        "journal": "J Clin Invest",
        "journal-full": "The Journal of clinical investigation",
        "volume": "130",
        "number": "6",
        "pages": "2480–2484",
        "year": "2019",
        "date": "2019-03-26",
        "issn": "1558-8238 (Electronic); 0021-9738 (Linking)",
        "doi": "10.1172/JCI125534",
        "pii": "125534",
        "pmid": "30913040",
        "pmcid": "PMC6486356",
        "pubstate": "published",
        "keywords": "Addiction, Neuroscience",
        "mesh": "*Heroin Dependence/psychology; Receptors, Opioid, mu",
        "language": "eng",
    }

    assert {name: article.fields[name] for name in expected} == expected
    assert article.key == "Carmack:2019:30913040"


def test_a_structured_abstract_stays_readable(article: Entry) -> None:
    assert article.fields["abstract"] == (
        "BACKGROUND: Cues that were paired with withdrawal were shown again. "
        "METHODS: Rats were imaged (P < 0.05). RESULTS: The amygdala answered."
    )


def test_an_author_is_counted_once_and_a_group_is_one(article: Entry) -> None:
    assert article.authors == [
        Name("Carmack", "Stephanie A"),
        Name("Berg", "Jan", "van der", "Jr"),
        Name("Withdrawal Study Group"),
    ]


def test_short_names_stand_in_where_no_long_ones_are(reading: Reading) -> None:
    assert reading.entries[1].authors == [Name("Müller", "K")]
    assert reading.entries[2].authors == [Name("Lee", "Ann"), Name("Unpaired", "BC")]


def test_a_short_form_that_says_something_else_is_no_further_author() -> None:
    [entry] = read("PMID- 1\nFAU - Garcia Lopez, Maria\nAU  - Lopez MG").entries

    assert entry.authors == [Name("Garcia Lopez", "Maria")]
    assert entry.fields["au"] == "Lopez MG"


def test_tags_without_a_field_keep_their_names(article: Entry) -> None:
    assert article.fields["jid"] == "7802877"
    assert article.fields["affiliation"].startswith("Carmack, Stephanie A: Neurobiology")
    assert article.fields["auid"] == "Carmack, Stephanie A: ORCID: 0000-0000-0000-0001"
    assert {"own", "stat", "dcom", "gr", "pt", "pl", "pst", "so"} <= set(article.fields)


def test_a_span_of_months_is_a_span(reading: Reading) -> None:
    assert (reading.entries[1].fields["date"], reading.entries[1].fields["year"]) == (
        "2010-11/2010-12",
        "2010",
    )


def test_a_retraction_is_noted(reading: Reading) -> None:
    assert [note.code for note in reading.entries[1].notes] == ["retracted"]


def test_the_day_on_the_network_stands_in_for_the_issues(reading: Reading) -> None:
    assert reading.entries[2].fields["date"] == "2023-01-05"
    assert reading.entries[2].fields["howpublished"] == "bioRxiv"


def test_a_chapter_has_its_book_and_editor(reading: Reading) -> None:
    chapter = reading.entries[3]

    assert chapter.fields["booktitle"] == "A handbook of withdrawal"
    assert chapter.fields["isbn"] == "978-3-16-148410-0"
    assert chapter.editors == [Name("Smith", "John")]


def test_a_whole_book_has_its_title_in_its_own_field() -> None:
    [book] = read("PMID- 1\nBTI - A handbook").entries

    assert (book.type, book.fields["title"]) == ("book", "A handbook")


def test_records_need_no_empty_line_between_them() -> None:
    assert [entry.line for entry in read("PMID- 1\nTI  - A\nPMID- 2\nTI  - B").entries] == [1, 3]


def test_an_empty_line_inside_a_record_does_not_end_it() -> None:
    [entry] = read("PMID- 1\nTI  - A\n\nVI  - 3\n").entries

    assert entry.fields["volume"] == "3"


@pytest.mark.parametrize("text", ["", "hello", "@article{a, title={b}}"])
def test_a_text_without_records_says_so(text: str) -> None:
    [note] = read(text).notes

    assert "PMID- 123" in note.message


def test_a_record_that_says_nothing_is_refused() -> None:
    [refusal] = read("PMID- 1\nOWN - NLM").refusals

    assert (refusal.line, refusal.source) == (1, "PMID- 1\nOWN - NLM")


def test_a_record_of_another_database_in_this_format() -> None:
    (entry,) = read(
        "OWN - ERIC\nTI  - A title\nAU  - Lind, Ada\nJT  - Tests and Trials\nDP  - Article 10 2019\n"
        "AID - http://doi.org/10.1000/ab\nAB  - Short.\nISSN - EISSN-2375-5636\n"
    ).entries

    expected = {
        "journal": "Tests and Trials",
        "year": "2019",
        "url": "http://doi.org/10.1000/ab",
        "issn": "2375-5636",
        "abstract": "Short.",
    }
    assert {name: entry.fields[name] for name in expected} == expected


def test_the_place_of_a_book_is_its_publishers() -> None:
    (book,) = read("PMID- 1\nTI  - A chapter\nBTI - A book\nPL  - Bethesda (MD)\n").entries
    (article,) = read("PMID- 1\nTI  - An article\nPL  - England\n").entries

    assert (book.fields["address"], article.fields["pl"]) == ("Bethesda (MD)", "England")
