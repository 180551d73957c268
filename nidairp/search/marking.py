"""The found words in a text, and the piece of a long text in which they stand.

It compares words as the index does, but works on the text as it was written. It makes values, no markup.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .letters import fold
from .query import Phrase, Query
from .standing import pattern

#: About so many characters of a text are shown around the first found words.
SHOWN = 240
LEAD = 60
#: An excerpt comes from so many characters at most: each search would compare all words of megabytes.
LOOKED_THROUGH = 100_000
#: Stands where a line ended.
BETWEEN = "·"

_WORD = re.compile(r"\w+")


class Piece(NamedTuple):
    text: str
    found: bool


def marked(text: str, query: Query) -> list[Piece]:
    """The whole text, with what was found told apart."""
    return list(_cut(text, _spans(text, query)))


def excerpt(text: str, query: Query) -> list[Piece]:
    """The place where most of the query stands; the beginning where it stands elsewhere, or far behind."""
    text = _in_one_line(text[:LOOKED_THROUGH])
    spans = _spans(text, query)
    start, end = _window(text, spans)
    inside = [(at - start, to - start) for at, to in spans if start <= at and to <= end]
    pieces = list(_cut(text[start:end], inside))
    before = [Piece("… ", False)] if start else []
    return [*before, *pieces, *([Piece(" …", False)] if end < len(text) else [])]


def _in_one_line(text: str) -> str:
    """Most texts are one already, with nothing between words but a space, which is told quickly."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return f" {BETWEEN} ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    best = _fullest([at for at, _ in spans])
    start = max(0, best - LEAD)
    if start:
        start = text.find(" ", start) + 1
    end = len(text) if start + SHOWN >= len(text) else text.rfind(" ", start, start + SHOWN)
    return start, end if end > best else min(len(text), start + SHOWN)


def _fullest(starts: list[int]) -> int:
    """Where most begin within one excerpt; the first of several. In one pass, for there may be very many."""
    best = most = end = 0
    for number, at in enumerate(starts):
        while end < len(starts) and starts[end] < at + SHOWN - LEAD:
            end += 1
        if end - number > most:
            best, most = at, end - number
    return best


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
    plain = text.replace(BETWEEN, " ")
    if plain.isascii() and "_" not in plain:
        return list(_as_written(plain.lower(), query))
    words = list(_words(text, query))
    folded = [word for _, word in words]
    hits: set[int] = set()
    for term in query.terms:
        for phrase in term.spellings:
            hits.update(_hits(folded, phrase, phrase in term.begun))
    return list(_joined([words[hit][0] for hit in sorted(hits)], sorted(hits)))


def _as_written(text: str, query: Query) -> Iterator[tuple[int, int]]:
    """The same in plain letters, which are looked through as they stand, in a third of the time."""
    start = end = -1
    for begins, ends in sorted(_standing(text, query)):
        if start >= 0 and not _WORD.search(text, end, begins):
            end = max(end, ends)
        else:
            if start >= 0:
                yield start, end
            start, end = begins, ends
    if start >= 0:
        yield start, end


def _standing(text: str, query: Query) -> Iterator[tuple[int, int]]:
    for term in query.terms:
        for phrase in term.spellings:
            looked_for = pattern(phrase, phrase in term.begun)
            found = looked_for.search(text)
            while found:
                yield found.span()
                found = looked_for.search(text, found.start() + 1)


def _words(text: str, query: Query) -> Iterator[tuple[tuple[int, int], str]]:
    """The words that may be the query's, each where it stands; an empty one between two that do not meet."""
    done = 0
    for match in _looked_for(query).finditer(text):
        if _WORD.search(text, done, match.start()):
            yield (done, done), ""
        done = match.end()
        for word in _folded(match[0]):
            yield match.span(), word


@lru_cache(maxsize=64)
def _looked_for(query: Query) -> re.Pattern[str]:
    """Of a text's words few are the query's: to fold them all takes twice as long.

    Of plain letters and digits folding changes the case alone; a word with any other sign is looked at, too.
    """
    words = {word for term in query.terms for phrase in term.spellings for word in phrase}
    begun = {phrase[-1] for term in query.terms for phrase in term.begun}
    known = "|".join(sorted(f"{word}\\w*" if word in begun else word for word in words))
    return re.compile(rf"\b(?:(?:{known})\b|\w*[^\Wa-z0-9]\w*)", re.IGNORECASE)


def _folded(word: str) -> tuple[str, ...]:
    return _folded_once(word) if len(word) < 40 else tuple(fold(word).split())


@lru_cache(maxsize=1 << 12)
def _folded_once(word: str) -> tuple[str, ...]:
    """Texts are made of the same words again and again."""
    return tuple(fold(word).split())


def _hits(words: list[str], phrase: Phrase, prefix: bool) -> Iterator[int]:
    size = len(phrase)
    for start in _starts(words, phrase[0], prefix and size == 1):
        there = tuple(words[start : start + size])
        if there == phrase or (prefix and there[:-1] == phrase[:-1] and there[-1].startswith(phrase[-1])):
            yield from range(start, start + size)


def _starts(words: list[str], first: str, prefix: bool) -> Iterator[int]:
    """Where a phrase may begin."""
    if prefix:
        yield from (at for at, word in enumerate(words) if word.startswith(first))
        return
    at = -1
    for _ in range(words.count(first)):
        at = words.index(first, at + 1)
        yield at


def _joined(spans: list[tuple[int, int]], hits: list[int]) -> Iterator[tuple[int, int]]:
    start = end = last = -1
    for (begins, ends), hit in zip(spans, hits, strict=True):
        if start >= 0 and hit == last + 1:
            end = max(end, ends)
        else:
            if start >= 0:
                yield start, end
            start, end = begins, ends
        last = hit
    if start >= 0:
        yield start, end
