"""The bytes of a file, whatever its format, as the things that stand in it, in order, each with its line."""

from collections.abc import Iterator
from dataclasses import dataclass

from publications.bibtex.encoding import decode
from publications.bibtex.entry import Block, Entry, Note, Reading, Refusal
from publications.bibtex.parse import iter_parse
from publications.formats import FORMATS, guess

Item = Entry | Refusal | Block


@dataclass(slots=True)
class File:
    """A file that could be decoded."""

    name: str
    format: str
    text: str
    encoding: str
    notes: list[Note]
    lines: int


@dataclass(slots=True)
class Piece:
    """Some of what stands in a file: entries, refusals, and blocks that are neither."""

    items: list[Item]
    notes: list[Note]


def open_file(name: str, data: bytes, encoding: str | None = None, format: str | None = None) -> File:
    """Raises UnreadableFile, with a message for people, where there is no text in it."""
    decoded = decode(data, encoding)
    lines = decoded.text.count("\n") + 1
    return File(
        name, format or guess(name, decoded.text), decoded.text, decoded.encoding, decoded.notes, lines
    )


def pieces(file: File, size: int) -> Iterator[Piece]:
    """All of a file in pieces of about `size` things."""
    if file.format == "bibtex":
        return (Piece(_items(reading), reading.notes) for reading in iter_parse(file.text, size))
    return _divided(FORMATS[file.format](file.text), size)


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
