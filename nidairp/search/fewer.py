"""What has most of the words, where nothing has all and none of them is mistyped."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from . import index
from .query import QUIET, Term, parse
from .sources import Source

#: So many parts of a question are looked at, and so many questions of fewer are tried.
PARTS, TRIED = 8, 8

_PART = re.compile(r'"[^"]*"\*?|[^\s"]+')


def with_fewer_words(text: str, sources: Sequence[Source]) -> Iterator[str]:
    """The question without the words that nothing has; then without one, the most frequent first."""
    query = parse(text)
    typed = [] if query.unwanted else _PART.findall(query.text)
    parts = [part for part in typed if (terms := parse(part).terms) and not _is_quiet(terms)]
    if 1 < len(parts) <= PARTS:
        yield from islice(_fewer(parts, _frequencies(parts, sources)), TRIED)


def _is_quiet(terms: Sequence[Term]) -> bool:
    return terms[0].spellings[0][0] in QUIET and len(terms[0].spellings[0]) == 1


def _fewer(parts: list[str], frequent: dict[str, int]) -> Iterator[str]:
    there = [part for part in parts if frequent[part]]
    if there and len(there) < len(parts):
        yield " ".join(there)
    for left_out in sorted(there, key=lambda part: (-frequent[part], len(part))):
        if len(there) > 1:
            yield " ".join(part for part in there if part != left_out)


def _frequencies(parts: Sequence[str], sources: Sequence[Source]) -> dict[str, int]:
    """A phrase, the words of which nobody has counted together, is taken for rare."""
    words = {part: _words(part) for part in parts}
    there = index.counted({word for several in words.values() for word in several}, sources)
    return {
        part: sum(there.get(word, 0) for word in several) if several else 1 for part, several in words.items()
    }


def _words(part: str) -> list[str]:
    terms = parse(part).terms
    is_word = not any(term.begun for term in terms) and all(len(term.spellings[0]) == 1 for term in terms)
    return [one[0] for term in terms for one in term.spellings if len(one) == 1] if is_word else []
