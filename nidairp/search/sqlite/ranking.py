"""How well an entry's texts answer a question. Pure text.

FTS5 has a rank of its own, but to know how rare a phrase is that goes through all that have its words. Of
what has all that was asked for it matters little.
"""

from collections.abc import Iterator, Sequence
from statistics import fmean

from ..letters import fold
from ..query import Query, Term
from ..standing import pattern

#: What a place in the title, the people, the identifiers and the text counts.
WEIGHTS = (10, 6, 10, 1)
#: As in Okapi BM25: what is said again counts less and less, and in a long text less than in a short one.
_AGAIN, _LONG = 1.2, 0.75


def scores(query: Query, entries: Sequence[Sequence[str]]) -> list[float]:
    """The better the higher; of entries as long as these are on the average."""
    if not entries or not query.terms:
        return [0.0] * len(entries)
    # What stands between plain words need not become spaces.
    columns = [
        [text.lower() if text.isascii() else fold(text) for text in column]
        for column in zip(*entries, strict=True)
    ]
    lengths = [sum(map(len, entry)) for entry in zip(*columns, strict=True)]
    average = fmean(lengths) or 1
    said = [_said(columns, term) for term in query.terms]
    return [
        sum(_score(times, length / average) for times in entry)
        for entry, length in zip(zip(*said, strict=True), lengths, strict=True)
    ]


def _score(times: float, length: float) -> float:
    return times / (times + _AGAIN * (1 - _LONG + _LONG * length))


def _said(columns: Sequence[Sequence[str]], term: Term) -> Iterator[float]:
    """How often each entry says it: of hundreds of entries, a column is looked through at once."""
    finds = [pattern(words, words in term.begun).findall for words in term.spellings]
    counts = (
        [weight * len(find(text)) for text in column]
        for weight, column in zip(WEIGHTS, columns, strict=True)
        for find in finds
    )
    return map(sum, zip(*counts, strict=True))
