"""What holds for every reader, whatever the text."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publications.formats import FORMATS, guess

FILES = Path(__file__).parents[2] / "formats"
READERS = sorted(set(FORMATS) - {"bibtex"})

_LINES = st.sampled_from(
    [
        *(
            "TY  - JOUR",
            "TY  - THES",
            "TY  -",
            "ER  - ",
            "ER  - x",
            "TI  - A",
            "T2  - J",
            "AU  - Lee, A",
            "AU  - ,",
        ),
        *(
            "PY  - 2019",
            "DA  - 9999/99/99",
            "KW  - a",
            "UK  - x",
            "SP  - 12",
            "EP  - 3",
            "XX  - y",
            "M3  - 10.1000/a",
        ),
        *(
            "PMID- 1",
            "PMID- ",
            "TI  - ",
            "FAU - Lee, Ann",
            "AU  - Lee A",
            "FED - ",
            "DP  - 2019 Dec-2020 Jan",
            "PT  - Preprint",
        ),
        *(
            "",
            "   ",
            "      goes on",
            "stray",
            "TY - x",
            "\t",
            "BTI - B",
            "LID - x [doi]",
            "IS  - (Print)",
            "PST - x",
        ),
        *(
            '{"title": "A"}',
            "{",
            "}",
            '"',
            "[",
            "]",
            '{"author": [',
            '{"issued": {"date-parts": [[1]]}}',
            "\\",
            ",",
        ),
    ]
)
_TEXTS = st.one_of(
    st.text(), st.lists(_LINES).map("\n".join), st.lists(st.one_of(_LINES, st.text())).map("\n".join)
)

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_MEMBERS = st.sampled_from(
    (
        *(
            "type",
            "title",
            "subtitle",
            "author",
            "editor",
            "issued",
            "accessed",
            "page",
            "ISSN",
            "id",
            "note",
        ),
        *(
            "status",
            "container-title",
            "institution",
            "publisher",
            "URL",
            "DOI",
            "genre",
            "translator",
            "items",
        ),
        *("message", "event"),
    )
)


@pytest.mark.parametrize("name", READERS)
@given(text=_TEXTS)
@example(text="TY  - \nER  - \nER  - \n")
def test_any_text_gives_a_reading_in_which_every_record_is_accounted_for(name: str, text: str) -> None:
    reading = FORMATS[name](text)

    outcomes = [block.outcome for block in reading.blocks]
    assert outcomes.count("entry") == len(reading.entries)
    assert outcomes.count("refused") == len(reading.refusals)
    assert reading.entries or reading.refusals or reading.notes
    lines = [block.line for block in reading.blocks]
    assert lines == sorted(lines)
    assert all(line >= 1 for line in lines)
    assert all(entry.key and entry.line for entry in reading.entries)
    assert all(
        field == field.strip() and field for entry in reading.entries for field in entry.fields.values()
    )


@given(record=st.dictionaries(st.one_of(_MEMBERS, st.text()), _JSON))
@pytest.mark.slow
def test_any_members_of_an_object_can_be_read(record: dict[str, object]) -> None:
    reading = FORMATS["csl-json"](json.dumps(record))

    assert len(reading.blocks) >= 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["TI", "AB", "C1", "ZZ", "N1", "CN", "PB"]),
            st.from_regex(r"[a-z]{1,9}", fullmatch=True),
        )
    )
)
@pytest.mark.slow
def test_every_value_of_a_ris_record_is_in_its_entry(values: list[tuple[str, str]]) -> None:
    lines = [f"{tag}  - {value}" for tag, value in values]

    [entry] = FORMATS["ris"]("\n".join(["TY  - JOUR", "AU  - Lee, Ann", *lines, "ER  - "])).entries

    kept = " ".join(entry.fields.values()).replace(";", " ").split()
    assert {value for _, value in values} == set(kept)


_WORD = st.from_regex(r"[a-z]{2,9}", fullmatch=True)
_TEXT_MEMBERS = st.sampled_from(
    (
        *(
            "title",
            "subtitle",
            "author",
            "editor",
            "issued",
            "accessed",
            "page",
            "ISSN",
            "note",
            "status",
            "genre",
        ),
        *("container-title", "institution", "publisher", "URL", "DOI", "translator", "event", "event-place"),
        *("article-number", "citation-key", "own", "abstract", "keyword", "version", "type"),
    )
)


@given(members=st.dictionaries(_TEXT_MEMBERS, _WORD))
@pytest.mark.slow
def test_every_value_of_a_csl_object_is_in_its_entry(members: dict[str, str]) -> None:
    [entry] = FORMATS["csl-json"](json.dumps({"id": "key", "title": "x", **members})).entries

    people = [part for name in (*entry.authors, *entry.editors) for part in str(name).split(", ")]
    kept = {*re.split(r"[;:\s]+", " ".join(entry.fields.values())), *people, entry.key}
    assert {
        word for name, word in members.items() if name != "subtitle" or word not in members.get("title", "x")
    } <= kept


@given(
    st.lists(
        st.tuples(st.sampled_from(["TI", "AB", "CI", "ZZ", "GN", "CN", "PB", "AU", "AD", "LID", "PG"]), _WORD)
    )
)
@pytest.mark.slow
def test_every_value_of_a_pubmed_record_is_in_its_entry(values: list[tuple[str, str]]) -> None:
    lines = [f"{tag:4}- {value}" for tag, value in values]

    [entry] = FORMATS["nbib"]("\n".join(["PMID- 1", "TI  - x", *lines])).entries

    people = [name.family for name in entry.authors]
    assert {value for _, value in values} <= {*re.split(r"[;:\s]+", " ".join(entry.fields.values())), *people}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "hostile",
    [
        *(
            "TY  - JOUR\n" * 30_000,
            "PMID- 1\n" * 30_000,
            "KW  - a1\n" * 30_000,
            "TY  - JOUR\nTI  - A\n" + "a\n" * 100_000,
        ),
        *(
            "{" * 100_000,
            "[" * 100_000,
            '{"a":' * 50_000,
            '"' * 100_000,
            "{}" * 50_000,
            "<" * 100_000,
            "&amp;" * 50_000,
        ),
        *(
            "TY  - JOUR\nTI  - " + "<i " * 100_000,
            "TY  - JOUR\nPY  - " + "1" * 100_000,
            "TY  - JOUR\nAU  - " + "a " * 100_000,
        ),
        *(
            "TY  - JOUR\nTI  - " + "&amp;amp" * 50_000,
            "PMID- 1\nDP  - 2019" + " -" * 50_000,
            "PMID- 1\nPG  - " + "1-" * 50_000,
        ),
        '{"title": "' + "\\\\" * 100_000 + '"}',
    ],
    ids=range(18),
)
@pytest.mark.slow
def test_hostile_text_is_read_in_linear_time(name: str, hostile: str) -> None:
    reading = FORMATS[name](hostile)

    assert reading.blocks or reading.notes


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.bib", "", "bibtex"),
        ("a.RIS", "", "ris"),
        ("a.nbib", "", "nbib"),
        ("a.json", "", "csl-json"),
        ("a.txt", "hello", "bibtex"),
        ("a.txt", "\ufeffTY  - JOUR", "ris"),
        ("a.bib", "\nPMID- 1\nTI  - A", "nbib"),
        ("a.ris", '[\n {"id": "a"}]', "csl-json"),
        ("a.nbib", "% a remark\n@Article {a,\n title = {TY  - }}", "bibtex"),
        ("a.json", "Provider: x\nTY  - JOUR\nTI  - @article{", "ris"),
    ],
)
def test_the_format_is_known_by_the_text_and_then_by_the_name(name: str, text: str, expected: str) -> None:
    assert guess(name, text) == expected


@pytest.mark.parametrize("path", sorted(FILES.iterdir()), ids=lambda path: path.name)
def test_the_files_of_the_tests_are_known_for_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert guess("", text) == guess(path.name, "")
