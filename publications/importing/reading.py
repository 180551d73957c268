"""The bytes of a file, whatever its format, as the things that stand in it, in order, each with its line.

A large BibTeX file is never held whole: it is gone through on the disk, in parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publications.bibtex.encoding import decode
from publications.bibtex.entry import Block, Entry, Note, Reading, Refusal
from publications.bibtex.large import LargeFile, open_large
from publications.bibtex.parse import iter_parse, iter_parse_parts
from publications.formats import FORMATS, guess

Item = Entry | Refusal | Block

#: Files on the disk from this size (bytes) on are read in parts.
LARGE = 16_000_000


@dataclass(slots=True)
class File:
    """A file that could be decoded."""

    name: str
    format: str
    text: str
    encoding: str
    notes: list[Note]
    lines: int
    large: LargeFile | None = None


@dataclass(slots=True)
class Piece:
    """Some of what stands in a file: entries, refusals, and blocks that are neither."""

    items: list[Item]
    notes: list[Note]


def open_file(name: str, data: bytes | Path, encoding: str | None = None, format: str | None = None) -> File:
    """Raises UnreadableFile, with a message for people, where there is no text in it."""
    if isinstance(data, Path):
        if large := _large(data, encoding, format):
            return File(name, "bibtex", "", "utf-8", [], large.lines, large)
        data = data.read_bytes()
    decoded = decode(data, encoding)
    lines = decoded.text.count("\n") + 1
    return File(
        name, format or guess(name, decoded.text), decoded.text, decoded.encoding, decoded.notes, lines
    )


def pieces(file: File, size: int) -> Iterator[Piece]:
    """All of a file in pieces of about `size` things."""
    if file.large:
        readings = iter_parse_parts(file.large.parts, size)
        return (Piece(_items(reading), reading.notes) for reading in readings)
    if file.format == "bibtex":
        return (Piece(_items(reading), reading.notes) for reading in iter_parse(file.text, size))
    return _divided(FORMATS[file.format](file.text), size)


def _large(path: Path, encoding: str | None, format: str | None) -> LargeFile | None:
    """The file to be read in parts, if it is large, BibTeX and UTF-8."""
    bibtex = format == "bibtex" or (format is None and path.suffix.lower() == ".bib")
    if not bibtex or encoding not in (None, "utf-8") or path.stat().st_size < LARGE:
        return None
    return open_large(path)


def _divided(reading: Reading, size: int) -> Iterator[Piece]:
    """The other formats come in short files, which are read at once."""
    items = _items(reading)
    yield Piece(items[:size], reading.notes)
    for start in range(size, len(items), size):
        yield Piece(items[start : start + size], [])


def _items(reading: Reading) -> list[Item]:
    aside = [block for block in reading.blocks if block.outcome not in ("entry", "refused")]
    found: list[Item] = [*reading.entries, *reading.refusals, *aside]
    return sorted(found, key=lambda item: item.line)
