"""The objects of a JSON text one by one, each with its line, so that a broken one costs only itself.

Only where objects begin and end is found out here, in linear time; what stands in them is for `json` to read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: A backslash stands in no string where one is not closed; its quote would begin another, over and over.
_MARK = re.compile(r'"(?:[^"\\\n]|\\[^\n])*+"|\\.|[{}\[\]]')
_FILLING = " \t\n,[]"
DEEPEST = 60


@dataclass(slots=True)
class Item:
    """A piece of the text: an object, or what stands between objects and should not."""

    text: str
    line: int
    is_object: bool = True
    closed: bool = True
    depth: int = 0


def items(text: str) -> Iterator[Item]:
    """Every outermost object, whatever lists they stand in, and every piece of text beside them."""
    lines = _Lines(text)
    at = 0
    while (start := text.find("{", at)) >= 0:
        yield from _between(text, at, start, lines)
        end, depth, closed = _end(text, start)
        yield Item(text[start:end], lines.of(start), closed=closed, depth=depth)
        at = end
    yield from _between(text, at, len(text), lines)


def _end(text: str, start: int) -> tuple[int, int, bool]:
    """The end of the object that begins at `start`, how deep it goes, and whether it is closed."""
    braces = depth = deepest = 0
    for mark in _MARK.finditer(text, start):
        sign = mark[0]
        if sign in ("{", "["):
            depth += 1
            deepest = max(deepest, depth)
        elif sign in ("}", "]"):
            depth -= 1
        braces += (sign == "{") - (sign == "}")
        if braces == 0:
            return mark.end(), deepest, True
    return len(text), deepest, False


def _between(text: str, start: int, end: int, lines: "_Lines") -> Iterator[Item]:
    piece = text[start:end]
    if words := piece.strip(_FILLING):
        yield Item(words, lines.of(start + piece.index(words[0])), is_object=False)


@dataclass(slots=True)
class _Lines:
    """Line numbers of positions that only move forward."""

    text: str
    at: int = 0
    line: int = 1

    def of(self, position: int) -> int:
        self.line += self.text.count("\n", self.at, position)
        self.at = position
        return self.line
