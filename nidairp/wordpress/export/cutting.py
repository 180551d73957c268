"""An export cut into its items, each to be read by itself: what is wrong with one is no harm to the others.

The memory of one item is all that is needed, however long the file.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: No item of a real site comes near it; a longer one is a damaged file.
LONGEST = 64 << 20
_BEGINS = re.compile(r"<item(?=[\s>])")
_IN_ITEM = re.compile(r"<!\[CDATA\[|</item>")
#: Where the text of an item is not closed, the next one begins: as WordPress divides them.
_IN_TEXT = re.compile(r"\]\]>|</item>\s*(?=<item>\s*<title>)")
#: What may be the first half of any of these.
_TAIL = 200


class Piece(NamedTuple):
    """What stands between items has channel, authors and terms; ``whole`` is false if damaged."""

    is_item: bool
    text: str
    line: int
    whole: bool = True


class Cutter:
    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = iter(blocks)
        self._buffer = ""
        self._begin = 0
        self._line = 1
        self._ended = False

    def pieces(self) -> Iterator[Piece]:
        while True:
            found = self._find(_BEGINS, self._begin)
            yield self._taken(found.start() if found else len(self._buffer), is_item=False)
            if found:
                yield self._item()
            elif self._ended:
                return

    def _item(self) -> Piece:
        place, pattern = self._begin, _IN_ITEM
        while True:
            before = self._begin
            found = self._find(pattern, place)
            place -= before - self._begin
            if found is None:
                return self._taken(len(self._buffer), is_item=True, whole=False)
            if found[0].startswith("</item>"):
                whole = pattern is _IN_ITEM
                return self._taken(found.end(), is_item=True, whole=whole)
            place, pattern = found.end(), _IN_TEXT if pattern is _IN_ITEM else _IN_ITEM

    def _find(self, pattern: re.Pattern[str], place: int) -> re.Match[str] | None:
        """The next one from there on, with as much more of the file as that takes."""
        while True:
            if found := pattern.search(self._buffer, place):
                return found
            behind = max(place, len(self._buffer) - _TAIL) - self._begin
            if not self._more():
                return None
            place = behind

    def _more(self) -> bool:
        """Reads on; what has been taken is let go of."""
        if len(self._buffer) - self._begin >= LONGEST:
            return False
        more = next(self._blocks, None)
        self._ended = more is None
        self._buffer = self._buffer[self._begin :] + (more or "")
        self._begin = 0
        return not self._ended

    def _taken(self, end: int, *, is_item: bool, whole: bool = True) -> Piece:
        piece = Piece(is_item, self._buffer[self._begin : end], self._line, whole)
        self._line += piece.text.count("\n")
        self._begin = end
        return piece
