"""The careful reader of one block: for what is concatenated, unusual or damaged.

It reads what BibTeX reads, and where BibTeX would stop it goes on, with a note for each thing that it had
to mend. Well-formed blocks do not come here: `splitting` reads them faster.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from publications.bibtex.entry import Note
from publications.bibtex.strings import Strings

_SPACE = re.compile(r"\s*+")
_SEPARATORS = re.compile(r"(?:[\s,]++|%[^\n]*+)*+")
_ASSIGN = re.compile(r"([^\s\"#%'(),={}][^\"#%(),={}\n]*+)\s*+=\s*+")
_BARE = re.compile(r"[^\s,#{}\"=()]++")
_BARE_LINE = re.compile(r"[^,#{}\"=\n]++")
_STRAY = re.compile(r"[^,\n{}\"]*+")
_AFTER_VALUE = re.compile(r"\s*+(?:[,#]|%[^\n]*+|\Z|[A-Za-z][\w-]*+\s*+=)")
_SWALLOWED = re.compile(r",\s*+[A-Za-z][\w-]*+\s*+=\s*+[{\"]")
_HEADER = re.compile(r"\s*+@\s*+[^\s({]++\s*+[({]")
_KEY = re.compile(r"[^,]*+")
_KEY_THEN_FIELD = re.compile(r"\s*+(\S++)\s++([A-Za-z][\w-]*+)\s*+=")
_FIELD_FIRST = re.compile(r"\s*+[A-Za-z][\w-]*+\s*+=\s*+[\"{\d]")
_BRACES = re.compile(r"[{}]")
_UNESCAPED_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTES = re.compile(r"[{}\"]")


# Abbreviations built from abbreviations grow fast; no honest value comes near.
_LONGEST_JOINED = 100_000
#: So often one block is looked through to its end for a brace or quote that is not there.
_MOST_IN_VAIN = 20
Way = TypeVar("Way")


class Unclosed(Exception):
    """A value that never ends; the line is that of its field."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(name)
        self.name = name
        self.line = line


@dataclass(slots=True)
class RawField:
    """A field before its text is understood."""

    name: str
    value: str
    line: int


@dataclass(slots=True)
class RawEntry:
    """An entry before its fields are understood."""

    key: str
    fields: list[RawField] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class Reader:
    """A cursor over one block; `line` is the line of the block's first character."""

    def __init__(self, text: str, line: int, strings: Strings, *, closed: bool = True) -> None:
        self.text = text
        self.line = line
        self.strings = strings
        self.closed = closed
        self.end = len(text) - 1 if closed else len(text)
        header = _HEADER.match(text)
        self.at = header.end() if header else 0
        self.notes: list[Note] = []
        self.name = ""
        self._counted = 0
        self._in_vain = 0

    def entry(self) -> RawEntry:
        """The key and the fields."""
        return RawEntry(self._key(), self._fields(), self.notes)

    def definitions(self) -> list[RawField]:
        """The fields of a `@string`, which has no key."""
        return self._fields()

    def expression(self) -> str:
        """The one value of a `@preamble`."""
        self.at = self._skip(_SPACE)
        return self._value()

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at, self.end)
        return found.end() if found else self.at

    def _line(self) -> int:
        self.line += self.text.count("\n", self._counted, self.at)
        self._counted = max(self._counted, self.at)
        return self.line

    def _note(self, code: str, message: str) -> None:
        self.notes.append(Note(code, message, self._line(), self.name))

    def _key(self) -> str:
        if _FIELD_FIRST.match(self.text, self.at, self.end):
            return ""
        without_comma = _KEY_THEN_FIELD.match(self.text, self.at, self.end)
        if without_comma and "," not in without_comma[1]:
            self.at = without_comma.start(2)
            self._note(
                "missing-comma",
                f"A comma is missing after the key “{without_comma[1]}”; it was read as if there.",
            )
            return without_comma[1]
        key = _KEY.match(self.text, self.at, self.end)
        self.at = self._skip(_KEY)
        return key[0].strip() if key else ""

    def _fields(self) -> list[RawField]:
        fields = []
        while (at := self._skip(_SEPARATORS)) < self.end:
            self.at = at
            assign = _ASSIGN.match(self.text, self.at, self.end)
            if assign:
                fields.append(self._field(assign))
            else:
                self._stray()
        return fields

    def _field(self, assign: re.Match[str]) -> RawField:
        self.name = "-".join(assign[1].lower().split())
        line = self._line()
        self.at = assign.end()
        value = self._value()
        if not self.closed and _SWALLOWED.search(value):
            raise Unclosed(self.name, line)
        if not _AFTER_VALUE.match(self.text, self.at, self.end):
            self.at = self._skip(_SPACE)
            self._stray()
        elif _ASSIGN.match(self.text, self._skip(_SPACE), self.end):
            self._note(
                "missing-comma", f"A comma is missing after the field “{self.name}”; it was read as if there."
            )
        return RawField(self.name, value, line)

    def _stray(self) -> None:
        start = self.at
        self.at = self._skip(_STRAY)
        if self.at < self.end and self.text[self.at] == "{":
            self._group()
        elif self.at == start or self.text[self.at : self.at + 1] in ("}", '"'):
            self.at += 1
        words = self.text[start : self.at].strip()
        if words:
            self._note("stray-text", f"Text that belongs to no field was left out: {words[:500]}")

    def _value(self) -> str:
        parts = [self._part()]
        length = len(parts[0])
        while self.text.startswith("#", at := self._skip(_SPACE)) and at < self.end:
            self.at = at + 1
            self.at = self._skip(_SPACE)
            parts.append(self._part())
            length += len(parts[-1])
            if length > _LONGEST_JOINED:
                self._note("too-long", "The joined value is too long; what did not fit was left out.")
                length -= len(parts.pop())
        return "".join(parts)

    def _part(self) -> str:
        first = self.text[self.at : self.at + 1] if self.at < self.end else ""
        if first == "{":
            return self._group()
        if first == '"':
            return self._quoted()
        return self._bare()

    def _ways(self, careful: Way, careless: Way) -> Iterator[Way]:
        """To look for an end. Where the careful way finds none it has gone through all of the rest."""
        if self._in_vain < _MOST_IN_VAIN:
            yield careful
            self._in_vain += 1
        yield careless

    def _group(self) -> str:
        for pattern in self._ways(_BRACES, _UNESCAPED_BRACES):
            depth = 0
            for brace in pattern.finditer(self.text, self.at, self.end):
                depth += {"{": 1, "}": -1}.get(brace[0], 0)
                if depth == 0 and brace[0] == "}":
                    content = self.text[self.at + 1 : brace.start()]
                    self.at = brace.end()
                    return content
        raise Unclosed(self.name, self._line())

    def _quoted(self) -> str:
        for count_braces in self._ways(True, False):
            end = self._closing_quote(count_braces)
            if end >= 0:
                content = self.text[self.at + 1 : end]
                self.at = end + 1
                return content
        raise Unclosed(self.name, self._line())

    def _closing_quote(self, count_braces: bool) -> int:
        depth = 0
        for mark in _QUOTES.finditer(self.text, self.at + 1, self.end):
            if mark[0] == "{":
                depth += count_braces
            elif mark[0] == "}":
                depth = max(0, depth - 1)
            elif depth == 0 and _AFTER_VALUE.match(self.text, mark.end(), self.end):
                return mark.start()
        return -1

    def _bare(self) -> str:
        word = _BARE.match(self.text, self.at, self.end)
        if word is None:
            return ""
        found = word[0] if word[0].isdecimal() else self.strings.get(word[0])
        if found is not None:
            self.at = word.end()
            return found
        return self._unquoted(word)

    def _unquoted(self, word: re.Match[str]) -> str:
        """A value without braces or quotes: an abbreviation that nothing defines, or plain text."""
        line = _BARE_LINE.match(self.text, self.at, self.end)
        whole = line is not None and not self.text.startswith("=", line.end())
        text = line[0].strip() if line and whole else word[0]
        self.at += len(text)
        self._note(
            "undefined-string", f"Nothing defines “{text[:200]}”; the word itself was taken as the value."
        )
        return text
