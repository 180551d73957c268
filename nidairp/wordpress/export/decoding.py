"""The bytes of an export as text that XML can hold, in blocks of whole lines.

Exports are meant to be UTF-8. Some are not, wholly or in places: what is no UTF-8 is read as what the file
says it is, or as Windows writes. Control characters, which databases have and XML must not, are taken out.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from .items import Problem

SIZE = 1 << 20
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']")
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_PACKED = (b"PK\x03\x04", b"\x1f\x8b")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Text:
    """The blocks of a file; ``problems`` fills while they are gone through."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._line = 1
        self._controls = self._wrong = 0
        self._first_control = self._first_wrong = 0
        self._encoding = "windows-1252"
        self.is_packed = False

    def __iter__(self) -> Iterator[str]:
        for block in self._blocks():
            clean, gone = _NOT_XML.subn("", block)
            if gone:
                self._controls += gone
                self._first_control = self._first_control or self._line_of(_NOT_XML, block)
            self._line += block.count("\n")
            yield clean

    @property
    def problems(self) -> list[Problem]:
        found = []
        if self._wrong:
            message = f"{self._wrong} lines are not UTF-8: read as {self._encoding}. Look at their accents."
            found.append(Problem(self._first_wrong, message, lost=False))
        if self._controls:
            message = f"{self._controls} control characters, which XML forbids, were taken out."
            found.append(Problem(self._first_control, message, lost=False))
        return found

    def _line_of(self, pattern: re.Pattern[str], block: str) -> int:
        found = pattern.search(block)
        return self._line + block.count("\n", 0, found.start() if found else 0)

    def _blocks(self) -> Iterator[str]:
        data = self._stream.read(SIZE)
        self.is_packed = data.startswith(_PACKED)
        for mark, encoding in _MARKS.items():
            if data.startswith(mark):
                data = data[len(mark) :]
                if encoding != "utf-8":
                    yield from self._wide(data, encoding)
                    return
        self._encoding = declared(data)
        yield from self._lines(data)

    def _wide(self, data: bytes, encoding: str) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        while data:
            yield decoder.decode(data)
            data = self._stream.read(SIZE)
        yield decoder.decode(b"", final=True)

    def _lines(self, data: bytes) -> Iterator[str]:
        parts: list[bytes] = []
        while data:
            whole, end, rest = data.rpartition(b"\n")
            if end:
                yield self._decoded(b"".join([*parts, whole, end]))
                parts = [rest]
            else:
                parts.append(data)
            data = self._stream.read(SIZE)
        yield self._decoded(b"".join(parts))

    def _decoded(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return "".join(self._guessed(at, line) for at, line in enumerate(data.splitlines(keepends=True)))

    def _guessed(self, at: int, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self._wrong += 1
            self._first_wrong = self._first_wrong or self._line + at
            return line.decode(self._encoding, errors="replace")


def declared(data: bytes) -> str:
    """What to read as where it is no UTF-8."""
    found = _DECLARED.search(data[:1000])
    name = found[1].decode("ascii") if found else ""
    try:
        known = codecs.lookup(name).name
        "".encode(known)
    except (LookupError, UnicodeError):
        return "windows-1252"
    # Web pages that say Latin-1 mean Windows' version of it.
    return "windows-1252" if known in ("utf-8", "iso8859-1", "ascii", "utf-16", "utf-32") else known
