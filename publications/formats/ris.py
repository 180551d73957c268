"""RIS, read whole: rispy takes a record apart, what a record is and what its tags mean stands here.

rispy alone leaves out, without a word, a record that is not closed, what stands between records and the
second of two equal tags, and has no line numbers; so records are cut here and handed to it one by one.
"""

import re
from collections.abc import Iterator

import rispy

from publications.bibtex.clean import clean
from publications.bibtex.entry import Reading
from publications.formats.draft import Account
from publications.formats.ris_record import draft
from publications.formats.tagged import Piece, Record
from publications.formats.tagged import pieces as cut

TAG_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: ?)(.*)", re.DOTALL)
#: As some programs write it; asked only where no line is as it should be.
_LOOSE_TAG_LINE = re.compile(r"\s*([A-Z][A-Z0-9])[ \t]*-(?:[ \t]+|(?=$))(.*)", re.DOTALL)
_BEGINS = re.compile(r"^TY  -", re.MULTILINE)

_NO_TYPE = "The record has no line “TY  - ” at its beginning; add one, for example “TY  - JOUR”."
_NO_RECORD = (
    "No RIS record (a line that begins with “TY  - ”) was found; choose the format that the file has."
)
_UNCLOSED = "The record has no line “ER  - ” at its end; it was read up to the next one."


def read(text: str) -> Reading:
    """Every record of the text."""
    account = Account()
    text = clean(text)
    lines = text.split("\n")
    for record in _records(cut(lines, TAG_LINE if _BEGINS.search(text) else _LOOSE_TAG_LINE)):
        _take(record, record.source(lines), account)
    return account.closed(_NO_RECORD)


def _take(record: Record, source: str, account: Account) -> None:
    if record.has("TY"):
        values = taken_apart(record)
        made = draft(record.line, source, values)
        if not record.has("ER"):
            made.note("unclosed", _UNCLOSED)
        account.take(made, " ".join(values.get("ID", [])), "ris-id")
    elif any(piece.tag for piece in record.pieces):
        account.refuse(record.line, _NO_TYPE, source)
    else:
        account.aside(record.line, record.pieces[0].text)


def taken_apart(record: Record) -> dict[str, list[str]]:
    """The values of each tag, in order."""
    tags = {piece.tag for piece in record.pieces} | {"TY", "ER"}
    lines = [line for piece in record.pieces if piece.tag != "ER" for line in _lines(piece)]
    [found] = rispy.loads(
        "\n".join([*lines, "ER  - "]),
        mapping={tag: tag for tag in tags},
        list_tags=list(tags - {"TY"}),
        delimiter_tags_mapping={},
    )
    return {**found, "TY": [found["TY"]]}


def _lines(piece: Piece) -> list[str]:
    """A piece as rispy wants it, a value a line. Lines that go on are one text, or one keyword each."""
    values = piece.lines if piece.tag == "KW" else [piece.text]
    return [f"{piece.tag}  - {value}" for value in values]


def _records(pieces: Iterator[Piece]) -> Iterator[Record]:
    record = Record()
    for piece in _closed(pieces):
        if record.pieces and _begins(piece, record.pieces[-1].tag):
            yield record
            record = Record()
        if piece.tag or not record.pieces:
            record.pieces.append(piece)
        else:
            record.pieces[-1].lines += piece.lines
            record.pieces[-1].end = piece.end
    if record.pieces:
        yield record


def _closed(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces, with nothing behind the end of a record that would belong to it."""
    for piece in pieces:
        after = [line for line in piece.lines if line] if piece.tag == "ER" else []
        if after:
            yield Piece("ER", [""], piece.line, piece.line, piece.after_blank)
            yield Piece("", after, min(piece.line + 1, piece.end), piece.end, False)
        else:
            yield piece


def _begins(piece: Piece, last: str) -> bool:
    """Whether a record ends before this piece: at a first line, after a last one, after text apart."""
    return piece.tag == "TY" or last == "ER" or (not last and piece.tag != "")
