"""The found words in a text, and the piece of a long text in which they stand.

It compares words as the index does, but works on the text as it was written. It makes values, no markup.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .letters import fold
from .query import Phrase, Query

#: About so many characters of a text are shown around the first found words.
SHOWN = 240
LEAD = 60

_WORD = re.compile(r"\w+")


class Piece(NamedTuple):
    text: str
    found: bool


class _Word(NamedTuple):
    start: int
    end: int
    folded: str


def marked(text: str, query: Query) -> list[Piece]:
    """The whole text, with what was found told apart."""
    return list(_cut(text, _spans(text, query)))


def excerpt(text: str, query: Query) -> list[Piece]:
    """The place where most of the query stands; the beginning where it stands elsewhere."""
    text = " · ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    spans = _spans(text, query)
    start, end = _window(text, spans)
    inside = [(at - start, to - start) for at, to in spans if start <= at and to <= end]
    pieces = list(_cut(text[start:end], inside))
    before = [Piece("… ", False)] if start else []
    return [*before, *pieces, *([Piece(" …", False)] if end < len(text) else [])]


def _window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    starts = [at for at, _ in spans]
    best = max(
        starts, key=lambda at: (sum(at <= other < at + SHOWN - LEAD for other in starts), -at), default=0
    )
    start = max(0, best - LEAD)
    if start:
        start = text.find(" ", start) + 1
    end = len(text) if start + SHOWN >= len(text) else text.rfind(" ", start, start + SHOWN)
    return start, end if end > best else min(len(text), start + SHOWN)


def _cut(text: str, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    done = 0
    for start, end in spans:
        if start > done:
            yield Piece(text[done:start], False)
        yield Piece(text[start:end], True)
        done = end
    if done < len(text):
        yield Piece(text[done:], False)


def _spans(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the query's words stand, joined where they meet."""
    words = [
        _Word(word.start(), word.end(), folded)
        for word in _WORD.finditer(text)
        for folded in (_folded(word[0]) if len(word[0]) < 40 else fold(word[0]).split())
    ]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(word.folded, []).append(at)
    hits: set[int] = set()
    for term in query.terms:
        for phrase in term.spellings:
            hits.update(_hits(words, places, phrase, term.prefix))
    return list(_joined(words, sorted(hits)))


@lru_cache(maxsize=1 << 14)
def _folded(word: str) -> tuple[str, ...]:
    """Texts are made of the same words again and again."""
    return tuple(fold(word).split())


def _hits(words: list[_Word], places: dict[str, list[int]], phrase: Phrase, prefix: bool) -> Iterator[int]:
    if prefix and len(phrase) == 1:
        starts = [at for word, several in places.items() if word.startswith(phrase[0]) for at in several]
    else:
        starts = places.get(phrase[0], [])
    for start in starts:
        there = [word.folded for word in words[start : start + len(phrase)]]
        whole = there[:-1] == list(phrase[:-1]) and len(there) == len(phrase)
        if whole and (there[-1] == phrase[-1] or (prefix and there[-1].startswith(phrase[-1]))):
            yield from range(start, start + len(phrase))


def _joined(words: list[_Word], hits: list[int]) -> Iterator[tuple[int, int]]:
    start = end = last = -1
    for hit in hits:
        if start >= 0 and hit == last + 1:
            end = max(end, words[hit].end)
        else:
            if start >= 0:
                yield start, end
            start, end = words[hit].start, words[hit].end
        last = hit
    if start >= 0:
        yield start, end
