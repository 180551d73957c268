"""Entries to BibTeX and back."""

from pathlib import Path

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.bibtex.clean import clean
from publications.bibtex.dialect import in_dialect
from publications.bibtex.entry import Entry, Name
from publications.bibtex.kinds import ALIASES, KINDS, MISNAMED, Kind
from publications.bibtex.parse import parse, read
from publications.bibtex.write import Dialect, write

CORPUS = Path(__file__).parents[2] / "bib"


def said(entry: Entry) -> tuple[object, ...]:
    """What an entry says, whatever its place in the file and its notes."""
    return (entry.type, entry.key, entry.fields, entry.authors, entry.editors, entry.others)


def test_the_old_sites_block_is_written_as_it_was_line_by_line() -> None:
    source = (CORPUS / "old_site.bib").read_text("utf-8")

    written = "".join(write(parse(source).entries))

    assert written.replace("\r\n", "\n").strip() == source.strip()
    assert written.count("\r\n") == written.count("\n")


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.bib")), ids=lambda path: path.stem)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_the_corpus_comes_back_as_it_went(path: Path, ascii_only: bool) -> None:
    entries = read(path.read_bytes()).entries
    written = "".join(write(entries, ascii=ascii_only))

    assert [said(entry) for entry in parse(written).entries] == [said(entry) for entry in entries]
    assert not ascii_only or written.isascii()


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.bib")), ids=lambda path: path.stem)
@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_bibtexparser_reads_what_is_written(path: Path, dialect: Dialect) -> None:
    entries = {entry.key: entry for entry in read(path.read_bytes()).entries}
    library = bibtexparser.parse_string("".join(write(entries.values(), dialect=dialect)))

    assert [block.key for block in library.entries] == list(entries)
    assert library.failed_blocks == []


def test_biblatex_dialect_has_its_own_names() -> None:
    entry = Entry(
        "phdthesis", "k", {"title": "T", "school": "U", "year": "2019", "month": "March", "address": "B"}
    )
    (written,) = write([entry], dialect="biblatex", line_end="\n")

    assert written.splitlines() == [
        "@thesis{k,",
        "title = {T},",
        "date = {2019-03},",
        "location = {B},",
        "institution = {U},",
        "type = {phdthesis},",
        "keywords = {}",
        "}",
        "",
    ]


@pytest.mark.parametrize(
    ("fields", "dated"),
    [
        ({"year": "2019", "month": "03", "day": "7"}, {"date": "2019-03-07"}),
        ({"year": "2019", "month": "October-December"}, {"date": "2019-10", "month": "October-December"}),
        ({"year": "1985a"}, {"date": "1985", "year": "1985a"}),
        ({"year": "2019", "date": "2019-03-26/2019-04-02"}, {"date": "2019-03-26/2019-04-02"}),
        ({"year": "in press"}, {"year": "in press"}),
    ],
)
def test_a_date_of_biblatex_takes_nothing_with_it_that_it_does_not_say(
    fields: dict[str, str], dated: dict[str, str]
) -> None:
    _, written = in_dialect(Entry("misc", "a", {"title": "T", **fields}), "biblatex")

    assert written == {"title": "T", **dated}


def test_a_presentation_is_written_as_misc() -> None:
    (written,) = write([Entry("presentation", "k", {"title": "T"})], line_end="\n")

    assert written.startswith("@misc{k,\ntitle = {T},\nkeywords = {},\ntppubtype = {presentation}\n}")


TEXT = st.lists(
    st.sampled_from(
        [
            "a",
            "Ü",
            "{",
            "}",
            "\\",
            "%",
            "@article{x,",
            "\\foo{y}",
            "$",
            "&",
            "–",
            "<i>b</i>",
            "=",
            ",",
            '"',
            "#",
            "中",
            "word ",
        ]
    ),
    max_size=6,
).map(lambda parts: " ".join("".join(parts).split()))
FIELDS = st.dictionaries(
    st.sampled_from(
        sorted(name for name, kind in KINDS.items() if kind in (Kind.TITLE, Kind.TEXT, Kind.PROSE))
    ),
    TEXT.filter(bool),
    max_size=5,
)
NAMES = st.lists(
    st.builds(
        Name,
        st.sampled_from(["Li", "Ortega y Gasset", "A {B", "World Bank"]),
        st.sampled_from(["", "A. B."]),
        st.just(""),
        st.just(""),
    ),
    max_size=3,
)
ENTRIES = st.builds(
    Entry,
    st.sampled_from(["article", "misc"]),
    st.from_regex(r"[A-Za-z][\w:.+/-]{0,8}", fullmatch=True).map(clean).filter(bool),
    FIELDS,
    NAMES,
    NAMES,
)


@given(ENTRIES, st.booleans())
def test_any_entry_comes_back_as_it_went(entry: Entry, ascii_only: bool) -> None:
    entry.fields = {name: value for name, value in entry.fields.items() if name not in ALIASES | MISNAMED}
    entry.fields.setdefault("title", "T")
    (back,) = parse("".join(write([entry], ascii=ascii_only))).entries

    assert said(back) == said(entry)
