"""Braced groups of a LaTeX text, found once for all, so that nested ones cost no more than flat ones."""

import re

_BRACES = re.compile(r"[{}]")
_LONGEST_OPTION = 200


class Groups:
    """Where the groups of a text end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: dict[int, int] | None = None

    def end(self, at: int) -> int:
        """The place behind the group that opens here; the same place where none does, or never closes."""
        if not self.text.startswith("{", at):
            return at
        if self._ends is None:
            self._ends = self._matched()
        return self._ends.get(at, at)

    def arguments_end(self, at: int) -> int:
        """The end of the arguments that stand at a place, for a command that is kept as it is."""
        while self.text[at : at + 1] in ("{", "["):
            end = self.end(at) if self.text[at] == "{" else self.text.find("]", at, at + _LONGEST_OPTION) + 1
            if end <= at:
                break
            at = end
        return at

    def _matched(self) -> dict[int, int]:
        ends: dict[int, int] = {}
        opened: list[int] = []
        for brace in _BRACES.finditer(self.text):
            if brace[0] == "{":
                opened.append(brace.start())
            elif opened:
                ends[opened.pop()] = brace.end()
        return ends
