from pathlib import Path

import pytest
import rispy

from publications.bibtex.entry import Entry, Name, Reading
from publications.formats.ris import read

FILE = Path(__file__).parents[2] / "formats" / "mixed.ris"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def article(reading: Reading) -> Entry:
    return reading.entries[0]


def test_every_record_is_read_or_refused_with_its_line(reading: Reading) -> None:
    assert [(block.line, block.outcome) for block in reading.blocks] == [
        (1, "kept"),
        (2, "entry"),
        (28, "entry"),
        (39, "entry"),
        (47, "refused"),
        (49, "entry"),
    ]
    assert [entry.type for entry in reading.entries] == [
        "article",
        "incollection",
        "mastersthesis",
        "article",
    ]


def test_an_article_has_its_fields(article: Entry) -> None:
    assert article.fields == {
        "title": "Cues of <i>in vivo</i> withdrawal & relapse",
        "journal": "The Journal of Clinical Investigation",
        "shortjournal": "J Clin Invest",
        "year": "2019",
        "date": "2019-03-26",
        "volume": "130",
        "number": "6",
        "pages": "2480–2484",
        "issn": "1558-8238",
        "doi": "10.1172/JCI125534",
        "url": "https://example.org/a\nhttps://example.org/b",
        "keywords": "addiction, rats",
        "abstract": "A first line that goes on and on.",
        "ris-c1": "an own remark",
        "ris-xx": "of no standard",
    }


def test_names_have_their_parts(article: Entry) -> None:
    assert article.authors == [
        Name("Carmack", "Stephanie A."),
        Name("Berg", "Jan", "van der", "Jr."),
        Name("World Health Organization"),
    ]
    assert article.others == {"author"}


def test_namesakes_stay_and_a_list_that_comes_twice_is_one() -> None:
    twice = "AU  - Wang, Y\nAU  - Wang, Y\n"

    [entry] = read(f"TY  - JOUR\n{twice}{twice.replace('AU', 'A1')}ER  - ").entries

    assert entry.authors == [Name("Wang", "Y"), Name("Wang", "Y")]


def test_the_source_is_the_record_as_it_came(article: Entry) -> None:
    assert article.source.startswith("TY  - JOUR\nAU  - Carmack")
    assert article.source.endswith("ER  - ")


def test_a_key_is_kept_and_a_missing_one_made(reading: Reading) -> None:
    assert [entry.key for entry in reading.entries] == [
        "Carmack:2019:jci125534",
        "Smith2001",
        "Lee:cues",
        "2019:30913040",
    ]
    assert reading.entries[2].fields["ris-id"] == "17"


def test_a_chapter_has_its_book_series_and_editor(reading: Reading) -> None:
    chapter = reading.entries[1]

    assert (chapter.fields["booktitle"], chapter.fields["series"]) == (
        "A handbook of withdrawal",
        "Handbooks",
    )
    assert chapter.editors == [Name("Smith", "John")]
    assert (chapter.fields["date"], chapter.fields["isbn"]) == ("2001-21", "978-3-16-148410-0")


def test_what_had_to_be_guessed_or_mended_is_noted(reading: Reading) -> None:
    assert [note.code for note in reading.entries[1].notes] == ["names-guessed", "unclosed"]
    assert reading.entries[1].authors == [Name("Jones", "Mary")]


def test_a_thesis_has_its_school_and_its_kind(reading: Reading) -> None:
    thesis = reading.entries[2]

    assert (thesis.fields["school"], thesis.fields["type"]) == ("University of Example", "Master's thesis")
    assert thesis.fields["year"] == "in press"


def test_pubmed_numbers_are_found_where_endnote_puts_them(reading: Reading) -> None:
    fields = reading.entries[3].fields

    assert (fields["pmid"], fields["pmcid"], fields["ris-ty"]) == ("30913040", "PMC6486356", "NEWS")
    assert "ris-an" not in fields


def test_a_record_without_a_beginning_is_refused_with_advice(reading: Reading) -> None:
    [refusal] = reading.refusals

    assert "TY  - JOUR" in refusal.reason
    assert refusal.source.startswith("AU  - Without")


@pytest.mark.parametrize(
    ("lines", "date", "year"),
    [
        ("PY  - 2019", "2019", "2019"),
        ("Y1  - 2019/03//", "2019-03", "2019"),
        ("PY  - 2019\nDA  - 2019-03-26", "2019-03-26", "2019"),
        ("PY  - 2019/03/26/Epub", "2019-03-26", "2019"),
        ("PY  - 2019\nDA  - March 26, 2019", "2019-03-26", "2019"),
        ("DA  - 2018/12/31\nPY  - 2019", "2019", "2019"),
    ],
)
def test_the_most_exact_date_of_the_year_is_taken(lines: str, date: str, year: str) -> None:
    [entry] = read(f"TY  - JOUR\nTI  - A\n{lines}\nER  - ").entries

    assert (entry.fields["date"], entry.fields["year"]) == (date, year)


def test_loosely_written_tags_are_read_where_no_others_are() -> None:
    [entry] = read("TY - JOUR\nTI - A title\nAU - Lee, Ann\nER -").entries

    assert (entry.type, entry.fields["title"], entry.authors) == ("article", "A title", [Name("Lee", "Ann")])


def test_keywords_may_stand_on_lines_of_their_own() -> None:
    [entry] = read("TY  - JOUR\nTI  - A\nKW  - one\ntwo\nthree\nER  - ").entries

    assert entry.fields["keywords"] == "one, two, three"


def test_what_stands_behind_the_end_is_accounted_for() -> None:
    reading = read("TY  - JOUR\nTI  - A\nER  - \nremark\n")

    assert [(block.line, block.kind) for block in reading.blocks] == [(1, "entry"), (4, "text")]


def test_what_rispy_writes_is_read() -> None:
    record = {
        "type_of_reference": "JOUR",
        "title": "A",
        "authors": ["Lee, Ann"],
        "doi": "10.1000/a",
        "year": "2019",
    }

    [entry] = read(rispy.dumps([record])).entries

    assert (entry.fields["title"], entry.fields["doi"], entry.authors) == (
        "A",
        "10.1000/a",
        [Name("Lee", "Ann")],
    )


@pytest.mark.parametrize("text", ["", "hello"])
def test_a_text_without_records_says_so(text: str) -> None:
    [note] = read(text).notes

    assert "TY  - " in note.message


def _fields(lines: str) -> dict[str, str]:
    (entry,) = read(f"{lines}\nTI  - A title\nER  - \n").entries
    return entry.fields


def test_proceedings_are_told_from_their_conference() -> None:
    fields = _fields("TY  - CONF\nT2  - Third Meeting\nC3  - Papers of the Third Meeting")

    assert (fields["booktitle"], fields["eventtitle"]) == ("Papers of the Third Meeting", "Third Meeting")


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        ("TY  - RPRT\nSN  - EPA-600-R10", "number", "EPA-600-R10"),
        ("TY  - RPRT\nSN  - 1234-5678", "issn", "1234-5678"),
        ("TY  - RPRT\nT2  - Green Series", "series", "Green Series"),
        ("TY  - PAT\nSN  - US5668842", "number", "US5668842"),
        ("TY  - JOUR\nU1  - 20000001[pmid]", "pmid", "20000001"),
        ("TY  - BOOK\nY1  - 2015/october", "date", "2015-10"),
    ],
)
def test_tags_as_programs_use_them(lines: str, name: str, value: str) -> None:
    assert _fields(lines)[name] == value


def test_the_third_names_of_a_book_are_its_editors() -> None:
    (entry,) = read("TY  - BOOK\nAU  - Lind, Ada\nA2  - Wu, Bo\nA3  - Ohm, Cy\nTI  - T\nER  - \n").entries

    assert (entry.editors, entry.fields["ris-a2"]) == ([Name("Ohm", "Cy")], "Wu, Bo")
