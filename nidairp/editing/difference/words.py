"""Two texts, word by word. Pure: pieces joined again give the old text, or the new one.

A line that was changed is set beside the one it was before, so a moved comma does not show a paragraph as
new; lines far apart are never compared word by word.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Mark = Literal["same", "removed", "added"]
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
#: Of two lines at least so much must be alike to be shown as one that was changed.
ALIKE = 0.4
#: Longer lines are shown as removed and added: comparing words costs their product.
MANY_WORDS = 4000


class Piece(NamedTuple):
    mark: Mark
    text: str


Line = list[Piece]


def compare_words(old: str, new: str) -> Line:
    """One line of text against another."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(a), len(b)) > MANY_WORDS:
        return _whole(old, new)
    return _joined(_pieces(a, b))


def compare_lines(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """All lines of both texts, in their order."""
    found: list[Line] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [[Piece("same", line)] for line in old[a1:a2]]
        else:
            found += _replaced(old[a1:a2], new[b1:b2])
    return found


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Pairs each new line with the next old one that is like it; what has no partner was removed or added."""
    at = 0
    for line in new:
        partner = next((i for i in range(at, len(old)) if _alike(old[i], line)), None)
        if partner is None:
            yield [Piece("added", line)]
            continue
        yield from ([Piece("removed", gone)] for gone in old[at:partner])
        yield compare_words(old[partner], line)
        at = partner + 1
    yield from ([Piece("removed", gone)] for gone in old[at:])


def _alike(old: str, new: str) -> bool:
    """By how many words both have, whatever their order: cheap enough to ask of many pairs."""
    a, b = set(old.split()), set(new.split())
    return len(a & b) >= ALIKE * max(len(a), len(b), 1)


def _pieces(a: list[str], b: list[str]) -> Iterator[Piece]:
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(a[a1:a2]))
        else:
            yield from _whole("".join(a[a1:a2]), "".join(b[b1:b2]))


def _whole(old: str, new: str) -> Line:
    if old == new:
        return [Piece("same", old)] if old else []
    pieces = [Piece("removed", old), Piece("added", new)]
    return [piece for piece in pieces if piece.text]


def _joined(pieces: Iterator[Piece]) -> Line:
    """A single blank between two changes belongs to them: words are then read in one go."""
    found = list(pieces)
    line: Line = []
    for at, piece in enumerate(found):
        inside = 0 < at < len(found) - 1 and piece.mark == "same" and piece.text.isspace()
        line += _whole_changed(piece.text) if inside else [piece]
    return _merged(line)


def _whole_changed(text: str) -> Line:
    return [Piece("removed", text), Piece("added", text)]


def _merged(line: Line) -> Line:
    """Between two stretches that stayed, first all that was removed, then all that was added."""
    merged: Line = []
    removed = added = ""
    for piece in [*line, Piece("same", "")]:
        if piece.mark == "removed":
            removed += piece.text
        elif piece.mark == "added":
            added += piece.text
        else:
            merged += [p for p in (Piece("removed", removed), Piece("added", added), piece) if p.text]
            removed = added = ""
    return merged


def folded(lines: list[Line], around: int = 1) -> list[Line | int]:
    """Long stretches without a change as the number of their lines, save the nearest ``around`` a change."""
    changed = [i for i, line in enumerate(lines) if any(piece.mark != "same" for piece in line)]
    near = {i for c in changed for i in range(c - around, c + around + 1)}
    found: list[Line | int] = []
    for i, line in enumerate(lines):
        if i in near:
            found.append(line)
        elif found and isinstance(found[-1], int):
            found[-1] += 1
        else:
            found.append(1)
    return found
