"""Where the blocks of a source begin and end, found in linear time whatever the source.

Braces are counted as BibTeX counts them. Where the count goes wrong (a brace too few, a brace too many) the
next line that begins a block puts it right again, so that one damaged entry never takes its neighbours
along. What stands inside a block is not looked at here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["entry", "string", "preamble", "comment", "text"]
Trouble = Literal["", "unclosed", "extra-brace"]

_KINDS: dict[str, Kind] = {"string": "string", "preamble": "preamble", "comment": "comment"}

# How many block starts to read past before a block is given up as unclosed: no part is read more often.
_LOOK_AHEAD = 6

# How much text behind a block is seen before the block is told.
_MARGIN = 10_000
# So many blocks are sought up to the end of the text that end where escaped braces do not count.
_MOST_IN_VAIN = 50

_START = re.compile(r"@\s*+([^\s\"#%'(),={}@\\~]++)\s*+([({])")
_NOT_IN_TYPE = re.compile(r"[^\w-]+")
_MARK = re.compile(r"[{}]|\n[ \t]*+@")
_UNESCAPED_MARK = re.compile(r"\\[{}]|[{}]|\n[ \t]*+@")
_PAREN_MARK = re.compile(r"[{}\")]|\n[ \t]*+@")
_HEADER = re.compile(
    r"@\s*+(?:(?P<type>[^\s\"#%'(),={}@\\~]++)\s*+[({]\s*+"
    r"(?:[^\n,={}]{0,500}+\s*+,\s*+(?:%[^\n]*+\s*+)*+[^\s\"#%'(),={}]++\s*+="
    r"|[^\s,={}]{1,500}+\s*+(?:[)}]|=\s*+[\"{\d]))"
    r"|(?i:string)\s*+[({]\s*+[^\s,={}]{1,500}+\s*+=|(?i:comment|preamble)\s*+[({])"
)
_RESUMES = re.compile(r"[\s,]*+[A-Za-z][\w-]*+\s*+=\s*+[\"{\d]")


@dataclass(slots=True)
class RawBlock:
    """A piece of the source. `text` is `source` without a brace too many."""

    kind: Kind
    line: int
    source: str
    text: str = ""
    type: str = ""
    trouble: Trouble = ""


@dataclass(slots=True)
class _Progress:
    """Line numbers of positions that only move forward; whether a brace too many is still looked for.

    `ran_out` tells that the end of a block was sought up to the end of the text; `in_vain` counts how often
    a block's was not there with all braces, and so all of the rest was looked through.
    """

    text: str = ""
    at: int = 0
    line: int = 1
    mends: bool = True
    ran_out: bool = False
    in_vain: int = 0

    def of(self, position: int) -> int:
        self.line += self.text.count("\n", self.at, position)
        self.at = position
        return self.line


class _Window:
    """The part of a source that is in memory: from the first thing that was not yet told."""

    def __init__(self, parts: Iterable[str]) -> None:
        self._parts = iter(parts)
        self.progress = _Progress()
        self.text = next(self._parts, "")
        self.at = 0
        self._following = next(self._parts, None)
        self.progress.text = self.text

    @property
    def is_last(self) -> bool:
        return self._following is None

    def holds(self, position: int) -> bool:
        """Whether nothing behind the window can change what was found up to a position."""
        return self.is_last or (not self.progress.ran_out and position <= len(self.text) - _MARGIN)

    def grow(self) -> None:
        """Lets go what was told and takes in the next parts, at least as much as is kept."""
        self.progress.of(self.at)
        kept = [self.text[self.at :]]
        wanted = 2 * len(kept[0])
        while self._following is not None:
            kept.append(self._following)
            self._following = next(self._parts, None)
            wanted -= len(kept[-1])
            if wanted <= len(kept[0]):
                break
        self.text = self.progress.text = "".join(kept)
        self.at = self.progress.at = 0


def blocks(text: str) -> Iterator[RawBlock]:
    """Every piece of the text in turn: blocks, and what stands between them where that is more than space."""
    return blocks_of([text])


def blocks_of(parts: Iterable[str]) -> Iterator[RawBlock]:
    """The same for a text that comes in parts, of which no more are held than the longest block needs."""
    window = _Window(parts)
    progress = window.progress
    while True:
        progress.ran_out = False
        start = _next_start(window.text, window.at)
        if not window.holds(start.end() if start else len(window.text)):
            window.grow()
            continue
        if not start:
            break
        mends, in_vain = progress.mends, progress.in_vain
        block, end = _block(window.text, start, progress)
        if not window.holds(end):
            progress.mends, progress.in_vain = mends, in_vain
            window.grow()
            continue
        yield from _between(window.text, window.at, start.start(), progress)
        block.line = progress.of(start.start())
        window.at = end
        yield block
    yield from _between(window.text, window.at, len(window.text), progress)


def _next_start(text: str, at: int) -> re.Match[str] | None:
    position = at
    while start := _START.search(text, position):
        if _begins_block(text, start, at):
            return start
        position = start.end(1)
    return None


def _begins_block(text: str, start: re.Match[str], at: int) -> bool:
    """Whether this is a block: no address of mail, remark in brackets or line that is commented out."""
    line_start = text.rfind("\n", at, start.start()) + 1 or at
    before = text[line_start : start.start()][-2000:].strip()
    if before.startswith("%"):
        return False
    return (start[2] == "{" and not before[-1:].isalnum()) or bool(_HEADER.match(text, start.start()))


def _between(text: str, start: int, end: int, progress: _Progress) -> Iterator[RawBlock]:
    piece = text[start:end]
    words = piece.strip()
    if words:
        yield RawBlock("text", progress.of(start + piece.index(words[0])), words)


def _block(text: str, start: re.Match[str], progress: _Progress) -> tuple[RawBlock, int]:
    line = 0
    type_ = _NOT_IN_TYPE.sub("", start[1].lower()) or "misc"
    kind = _KINDS.get(type_, "entry")
    end, closed = _end(text, start, progress)
    source = text[start.start() : end]
    if not closed:
        return RawBlock(kind, line, source.rstrip(), source.rstrip(), type_, "unclosed"), end
    if kind == "entry" and progress.mends and _RESUMES.match(text, end):
        tail, closed = _scan(text, end, _MARK, progress, depth=1)
        if closed:
            mended = source[:-1] + text[end:tail]
            return RawBlock(kind, line, text[start.start() : tail], mended, type_, "extra-brace"), tail
        progress.mends = tail < len(text)
    return RawBlock(kind, line, source, source, type_), end


def _end(text: str, start: re.Match[str], progress: _Progress) -> tuple[int, bool]:
    """The end of a block, and whether its bracket closes there (else the next block or nothing follows)."""
    opening = start.end() - 1
    if start[2] == "(":
        return _scan(text, opening + 1, _PAREN_MARK, progress, closing=")")
    if progress.in_vain >= _MOST_IN_VAIN:
        return _scan(text, opening, _UNESCAPED_MARK, progress)
    end, closed = _scan(text, opening, _MARK, progress)
    if not closed:
        progress.in_vain += end == len(text)
        other_end, other_closed = _scan(text, opening, _UNESCAPED_MARK, progress)
        if other_closed:
            return other_end, True
    return end, closed


def _scan(
    text: str, at: int, marks: re.Pattern[str], progress: _Progress, depth: int = 0, closing: str = ""
) -> tuple[int, bool]:
    rival = -1
    rivals = 0
    quoted = False
    for mark in marks.finditer(text, at):
        sign = mark[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth <= 0 and not closing:
                return (mark.end(), True) if rival < 0 else _settle(text, rival, mark.end())
        elif sign == '"':
            quoted ^= depth == 0
        elif sign == closing:
            if depth <= 0 and not quoted:
                return mark.end(), True
        elif sign[0] == "\n" and _HEADER.match(text, mark.end() - 1):
            if depth <= (0 if closing else 1) and not quoted:
                here = mark.start() + 1
                return (here if rival < 0 else _settle(text, rival, here)[0]), False
            rival = mark.start() + 1 if rival < 0 else rival
            rivals += 1
            if rivals > _LOOK_AHEAD:
                break
    else:
        progress.ran_out = True
    return (len(text), False) if rival < 0 else (rival, False)


def _settle(text: str, rival: int, end: int) -> tuple[int, bool]:
    """A block ends behind a line that looks like another's start: that line is text of a value, unless what
    stands before it closes something."""
    before = text[max(0, rival - 200) : rival].rstrip()
    return (rival, False) if before.endswith(("}", ")")) else (end, True)
