"""Files on the disk: a large one is read in parts, and says the same as one that is read whole."""

from pathlib import Path

import pytest

from publications.bibtex.encoding import UnreadableFile
from publications.importing import reading
from tests.publications.importing.texts import entry


def told(file: reading.File) -> list[tuple[int, str]]:
    return [(item.line, item.key) for piece in reading.pieces(file, 7) for item in piece.items]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(reading, "LARGE", 1000)
    path = tmp_path / "large.bib"
    entries = "".join(entry(f"key{number}", title=f"Über {number}") for number in range(50))
    path.write_text("@string{j = {J}}\n" + entries + "@article{open, title = {never\n", encoding="utf-8")
    return path


def test_a_large_file_is_read_in_parts_and_says_the_same(large: Path) -> None:
    parted = reading.open_file("large.bib", large)
    whole = reading.open_file("large.bib", large.read_bytes())
    assert parted.large and not parted.text
    assert told(parted) == told(whole)
    assert parted.lines == whole.lines


def test_a_large_file_in_another_encoding_is_read_whole(large: Path) -> None:
    large.write_bytes(large.read_text(encoding="utf-8").encode("latin-1"))
    file = reading.open_file("large.bib", large)
    assert file.large is None
    assert "Über 1" in file.text


def test_a_large_file_that_is_none_is_refused_in_words(large: Path) -> None:
    large.write_bytes(b"%PDF-1.7\n" + b"x" * 5000)
    with pytest.raises(UnreadableFile, match="PDF"):
        reading.open_file("large.bib", large)
