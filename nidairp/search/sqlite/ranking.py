"""How well an entry's texts answer a question. Pure text.

FTS5 has a rank of its own, but to know how rare a phrase is that goes through all that have its words. Of
what has all that was asked for it matters little.
"""

import re
from collections.abc import Sequence
from statistics import fmean

from ..letters import fold
from ..query import Query, Term

#: What a place in the title, the people, the identifiers and the text counts.
WEIGHTS = (10, 6, 10, 1)
#: As in Okapi BM25: what is said again counts less and less, and in a long text less than in a short one.
_AGAIN, _LONG = 1.2, 0.75


def scores(query: Query, entries: Sequence[Sequence[str]]) -> list[float]:
    """The better the higher; of entries as long as these are on the average."""
    terms = [_looked_for(term) for term in query.terms]
    texts = [[f" {fold(text)} " for text in entry] for entry in entries]
    lengths = [sum(map(len, entry)) for entry in texts]
    average = fmean(lengths) if lengths else 0
    return [
        sum(_score(_said(entry, term), length / average) for term in terms)
        for entry, length in zip(texts, lengths, strict=True)
    ]


def _score(times: float, length: float) -> float:
    return times / (times + _AGAIN * (1 - _LONG + _LONG * length))


def _said(entry: Sequence[str], term: Sequence[re.Pattern[str]]) -> float:
    return sum(
        weight * sum(len(one.findall(text)) for one in term)
        for weight, text in zip(WEIGHTS, entry, strict=True)
    )


def _looked_for(term: Term) -> list[re.Pattern[str]]:
    """Each begins with a plain sign, for which it is looked quickly."""
    return [
        re.compile(f" {' +'.join(words)}" + "(?= )" * (words not in term.begun)) for words in term.spellings
    ]
