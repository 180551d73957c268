"""A source in parts says what the whole says, and files are read from disk in such parts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.bibtex import blocks as blocks_module
from publications.bibtex.blocks import blocks, blocks_of
from publications.bibtex.encoding import UnreadableFile
from publications.bibtex.large import open_large
from publications.bibtex.parse import iter_parse_parts, parse

PIECES = st.lists(
    st.sampled_from(
        [
            "@article{a,\n title = {One},\n year = 2001\n}\n",
            "@book(b, title = {Two (2)})\n",
            "@misc{c, note = {an {open brace}\n",
            "@misc{d, title = {x}}, year = {2002}\n}\n",
            "@string{s = {T}}\n",
            "@comment{text @article{no,} }\n",
            "free text\n",
            "@article{e,\n abstract = {Lines\n@article{f, look = {like} more}\n}}\n",
            "}\n",
            "{\n",
            '"\n',
            "% @article{g, title = {not}}\n",
        ]
    ),
    max_size=14,
)


@pytest.fixture(autouse=True)
def a_narrow_margin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks_module, "_MARGIN", 120)


@given(PIECES, st.integers(1, 90))
def test_parts_have_the_blocks_of_the_whole(pieces: list[str], size: int) -> None:
    text = "".join(pieces)
    parts = [text[at : at + size] for at in range(0, len(text), size)]

    assert list(blocks_of(parts)) == list(blocks(text))


def test_an_entry_finds_abbreviations_and_parents_in_other_parts_of_a_file(tmp_path: Path) -> None:
    entries = "".join(f"@misc{{k{at}, title = {{Filler {at}}}}}\r\n" for at in range(300))
    text = (
        "\ufeff@inproceedings{part, title = {Part}, publisher = house, crossref = {whole}}\r\n"
        + entries
        + "@string{house = {Éditions du Lac}}\r\n@proceedings{whole, title = {Whole}, year = 2003}\r\n"
    )
    path = tmp_path / "large.bib"
    path.write_bytes(text.encode())

    large = open_large(path, part=700)
    assert large is not None
    readings = list(iter_parse_parts(large.parts, size=50))

    whole = parse(text)
    assert len(readings) > 1
    assert [entry for reading in readings for entry in reading.entries] == whole.entries
    first = readings[0].entries[0].fields
    assert (first["publisher"], first["booktitle"], first["year"]) == ("Éditions du Lac", "Whole", "2003")
    assert large.lines == 304


def test_one_endless_line_is_one_part(tmp_path: Path) -> None:
    path = tmp_path / "line.bib"
    path.write_text("@misc{a, title = {" + "x" * 5000 + "}}")

    large = open_large(path, part=100)

    assert large is not None
    assert [len(part) for part in large.parts()] == [5020]


def test_other_encodings_are_left_to_the_reading_of_the_whole(tmp_path: Path) -> None:
    for at, data in enumerate(
        ["@misc{a, title = {Über}}".encode("latin-1"), "@misc{a}".encode("utf-16"), b"@misc{\xc3"]
    ):
        path = tmp_path / f"{at}.bib"
        path.write_bytes(data)
        assert open_large(path) is None


def test_what_is_no_text_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "no.bib"
    path.write_bytes(b"%PDF-1.7 ...")

    with pytest.raises(UnreadableFile):
        open_large(path)
