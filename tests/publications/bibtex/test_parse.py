"""BibTeX text to a reading: the corpus, damaged sources, hostile ones, and that nothing vanishes."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.bibtex.entry import Entry, Name, Reading
from publications.bibtex.parse import iter_parse, parse, read
from tests.steps import grow_with_the_text

CORPUS = Path(__file__).parents[2] / "bib"


def corpus(name: str) -> Reading:
    return read((CORPUS / name).read_bytes())


def entry(text: str) -> Entry:
    (only,) = parse(text).entries
    return only


def codes(of: Entry) -> list[str]:
    return [note.code for note in of.notes]


def test_old_site_file_is_read_without_a_note() -> None:
    article, talk = corpus("old_site.bib").entries

    assert article.key == "Okafor:2019aa"
    assert article.authors[1] == Name("Berg", "Jan", "van der")
    assert article.fields["url"].splitlines() == [
        "https://www.ncbi.nlm.nih.gov/pubmed/30000001",
        "https://example.org/long/address?x=1&y=2--3, Journal page",
    ]
    assert "keywords" not in article.fields
    assert (talk.type, talk.fields["tppubtype"]) == ("misc", "presentation")
    assert article.notes == talk.notes == []


def test_bibdesk_file_with_phantom_entries_and_groups() -> None:
    reading = corpus("bibdesk.bib")
    (found,) = reading.entries

    assert found.line == 8
    assert found.authors == [Name("Lindqvist", "Åsa"), Name("Étienne", "José M."), Name("The CUE Consortium")]
    assert found.others == {"author"}
    assert found.fields["journal"] == "J Neurosci (Online)"
    assert found.fields["doi"] == "10.1000/cue.2020_1"
    assert found.fields["bdsk-url-1"] == "https://doi.org/10.1000/cue.2020--1"
    assert "\n\nCONCLUSIONS" in found.fields["abstract"]
    assert [block.kind for block in reading.blocks] == ["text", "string", "entry", "comment"]


def test_jabref_file_inherits_and_keeps_unknown_fields() -> None:
    paper, _ = corpus("jabref.bib").entries

    assert paper.fields["booktitle"] == "Proceedings of the First Conference"
    assert paper.fields["publisher"] == "Example Press"
    assert paper.fields["month"] == "June\u00a03–5"
    assert "doi" not in paper.fields
    assert paper.editors == [Name("Editor", "Ed"), Name("Chair", "Charlie")]
    assert paper.fields["file"] == r":C\:\\papers\\mueller.pdf:PDF"
    assert paper.fields["__markedentry"] == "[me:6]"


def test_zotero_file() -> None:
    article, book = corpus("zotero.bib").entries

    assert article.fields["title"].endswith(
        '<span class="nocase">H</span><sub>2</sub><span class="nocase">O</span>-restricted rats'
    )
    assert article.fields["url"] == "https://example.org/articles/s41386_021--7?a=b%20c"
    assert article.fields["month"] == "July"
    assert book.fields["publisher"] == '<span class="nocase">Barnes and Noble</span>'
    assert book.fields["collaborator"] == "Helper, Harry"
    assert book.authors == [Name("Smith", "John", "", "Jr."), Name("World Health Organization")]


def test_biblatex_file() -> None:
    reading = corpus("biblatex.bib")
    by_key = {found.key: found for found in reading.entries}

    assert by_key["works2"].fields["maintitle"] == "Collected Works"
    assert by_key["works2"].fields["publisher"] == "Example Press"
    assert by_key["letter7"].fields["booktitle"] == "Letters"
    assert by_key["letter7"].fields["title"] == "Letter 7"
    assert by_key["page"].fields["date"] == "1984~"
    assert by_key["page"].fields["annote"] == "Kept."
    assert by_key["paren"].fields["institution"] == "U (of X)"
    assert reading.blocks[0].outcome == "used"


def test_broken_file_loses_only_what_cannot_be_read() -> None:
    reading = corpus("broken.bib")
    found = [(one.key, one.fields.get("title"), codes(one)) for one in reading.entries]

    assert found == [
        ("nocomma", "No comma", ["missing-comma"]),
        ("extra", "One brace too many", ["extra-brace"]),
        ("after", "After the unclosed one", []),
        ("noend", "No closing brace", ["missing-closing-brace"]),
        ("after", "Second of its key", ["duplicate-field", "duplicate-key"]),
        ("nemo2008", "No key", ["missing-key"]),
        ("quotes", 'The "inner" quotes', []),
        ("macro", "An abbreviation", ["undefined-string"]),
    ]
    assert [(refusal.line, refusal.key) for refusal in reading.refusals] == [
        (6, "unclosed"),
        (17, "empty"),
        (20, ""),
    ]
    assert "line 6" in reading.refusals[0].reason
    assert reading.entries[4].fields["year-2"] == "2007"


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ('@string{a = "x"} @string(b = a # " y") @misc{k, title = b # {: } # a}', "title", "x y: x"),
        ('@misc{k, title = later} @string{later = "Defined below"}', "title", "Defined below"),
        ("@misc{k, month = jan}", "month", "January"),
        ("@misc{k, month = {Sept.}}", "month", "September"),
        ('@misc{k, month = "10~" # jan}', "month", "10\u00a0January"),
        ("@article\n  {\n k ,\n TITLE = {x}}", "title", "x"),
        ("@misc(k, title = {a) b})", "title", "a) b"),
        ("@misc{k, % a remark\n title = {x}, % year = 1,\n}", "title", "x"),
        ("@misc{k, title = {x},,, }", "title", "x"),
        ("@misc{k, date added = {x}}", "date-added", "x"),
        (r"@misc{k, note = {C:\}}", "note", "C:\\"),
        ("@misc{k, url = {https://x.org/a{\\_}b\\%20c--d~e}}", "url", "https://x.org/a_b%20c--d~e"),
        ("@misc{k, url = {\\url{https://x.org/}}}", "url", "https://x.org/"),
        ("@misc{k, doi = {https://doi.org/10.1000/A{\\_}B}}", "doi", "10.1000/A_B"),
        ("@misc{k, url = {\\href{https://x.org/s}{Supplement}}}", "url", "https://x.org/s, Supplement"),
        ("@misc{k, url = {\\href{https://x.org/s}{x.org/s}}}", "url", "https://x.org/s"),
        ("@misc{k, journaltitle = {J}}", "journal", "J"),
        ("@misc{k, custom = {a \\emph{b} -- c}}", "custom", "a \\emph{b} -- c"),
        ("@misc{k, title = {a\x00b\u202ec}}", "title", "abc"),
        ("@misc{k,\r\n title = {x\r\n y}}", "title", "x y"),
        ("@misc{k,\r title = {x\r y}}", "title", "x y"),
        ("one @misc{a-b/c.d:e+f, title = {x}} two", "title", "x"),
    ],
)
def test_values_as_they_are_found_in_the_wild(text: str, name: str, value: str) -> None:
    assert entry(text).fields[name] == value


def test_of_two_dois_in_a_field_the_second_is_kept_and_told() -> None:
    found = entry("@misc{k, doi = {10.1000/A; https://doi.org/10.1000/b.}}")
    assert (found.fields["doi"], found.fields["doi-2"]) == ("10.1000/A", "10.1000/b")
    assert codes(found) == ["duplicate-field"]
    assert codes(entry("@misc{k, doi = {10.1000/A https://doi.org/10.1000/a}}")) == []


@pytest.mark.parametrize(
    "fields",
    [
        "doi = {10.1000/a 10.1000/b}, doi = {10.1000/c}",
        "doi = {10.1000/a}, doi = {10.1000/b}, doi = {10.1000/c and 10.1000/d}",
        "doi-2 = {10.1000/c}, doi = {10.1000/a 10.1000/b}",
        "doi = {10.1000/a}, doi-2 = {10.1000/b}, doi = {10.1000/c}",
    ],
)
def test_no_doi_is_written_over_another(fields: str) -> None:
    said = " ".join(entry(f"@misc{{k, {fields}}}").fields.values())
    assert all(doi in said for doi in re.findall(r"10\.1000/.", fields))


def test_two_definitions_of_an_author_list_are_joined() -> None:
    found = entry("@misc{k, author = {Doe, J.}, author = {Roe, R.}}")

    assert found.authors == [Name("Doe", "J."), Name("Roe", "R.")]
    assert codes(found) == ["duplicate-field"]


def test_lines_are_counted_from_one_across_line_ends() -> None:
    reading = parse("\r\n\r\n@misc{a, title = {x\r\n y}}\r\n@misc{b,\r\n title = foo}\r\n")

    assert [found.line for found in reading.entries] == [3, 5]
    assert reading.entries[1].notes[0].line == 6


def test_pieces_say_the_same_as_the_whole() -> None:
    text = "".join(path.read_text("utf-8") for path in sorted(CORPUS.glob("*.bib")))
    whole = parse(text)
    pieces = list(iter_parse(text, size=3))

    assert len(pieces) > 5
    assert [found for piece in pieces for found in piece.entries] == whole.entries
    assert [block for piece in pieces for block in piece.blocks] == whole.blocks


FRAGMENTS = [
    *(
        "@article{k%d,",
        "@misc(k%d,",
        "title = {x},",
        'note = "y"',
        "}",
        ")",
        "{",
        '"',
        "\n",
        "\n@book{k%d, year = 2000}\n",
    ),
    *(
        "@comment{c}",
        "@string{s = {t}}",
        "words",
        "%% ",
        "\\",
        ",",
        "=",
        "#",
        "jan",
        "@",
        " author = {A and B}",
    ),
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25))
def test_every_block_is_accounted_for(fragments: list[str]) -> None:
    text = "".join(piece.replace("%d", str(at)) for at, piece in enumerate(fragments))
    reading = parse(text)

    told = " ".join(
        [
            *(one.source for one in reading.entries),
            *(one.source for one in reading.refusals),
            *reading.comments,
        ]
        + [note.message for one in reading.entries for note in one.notes]
    )
    for key in re.findall(r"k\d+", text):
        assert key in told
    counted = len(reading.entries) + len(reading.refusals)
    assert counted == sum(block.outcome in ("entry", "refused") for block in reading.blocks)


@pytest.mark.parametrize(
    ("beginning", "part", "ending"),
    [
        ("", "@a{b,", ""),
        ("", "@a{b,\n", ""),
        ("", "@a{b,\nc={\n", ""),
        ("", "@a{b}, c = {", ""),
        ("@a{b,title={", "x $y$ ", "}}"),
        ("@a{b,", "c={x},", "}"),
        ("@a{b,author={", "a and ", "}}"),
        ("@a{b,title={", "x" * 100, "}}"),
        ('@string{a="x"}', "@string{a=a#a#a#a}", "@misc{k,title=a}"),
        ("@misc{k,title=a", "#a", "}"),
    ],
)
def test_the_work_for_hostile_sources_grows_with_them(beginning: str, part: str, ending: str) -> None:
    assert grow_with_the_text(parse, lambda parts: beginning + part * parts + ending, 250)


def test_the_work_for_braces_within_braces_grows_with_their_depth() -> None:
    assert grow_with_the_text(parse, lambda deep: "@a{b,title={" + "{" * deep + "}" * deep + "}}", 250)


@pytest.mark.parametrize("hostile", ["@a{b,title={" + "x" * 20_000_000 + "}}", "@a{b," * 100_000])
@pytest.mark.slow
def test_of_megabytes_of_hostile_text_something_is_said(hostile: str) -> None:
    assert parse(hostile).blocks
