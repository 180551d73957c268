"""The question again, with each word that nothing has replaced by the nearest that makes it find something.

What is suggested has been asked for first: so it leads to something, and says nothing of what is not public.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from .. import index
from ..letters import fold
from ..query import parse
from ..sources import Source
from .near import one_away, parted, sounding_alike

#: So many words of a question are looked at, so many of them may be wrong, and so many answers are tried.
WORDS, WRONG, TRIED = 12, 3, 8
#: Of each wrong word so many others are tried.
OTHERS = 4
#: Of so many words that sound alike the index is asked for one question, whether they are there.
ASKED = 4000
#: Shorter words are near to too many; longer ones are no words.
SHORTEST, LONGEST = 4, 24
#: Words as long as these may have two mistakes; longer ones could be too many others.
LONG = range(6, 17)
#: What hardly anything has may be a mistake of somebody else; the other must be so many times as frequent.
RARE, TIMES = 3, 10

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One that may be wrong: as the index has it, where it was typed, and how many have it."""

    folded: str
    start: int
    end: int
    count: int


def suggestion(text: str, sources: Sequence[Source]) -> str:
    """Another spelling of the text that finds something; none where there is no near one."""
    typed = parse(text).text
    doubtful = _doubtful(typed, sources)
    if not 0 < len(doubtful) <= WRONG:
        return ""
    tried = (_replaced(typed, doubtful, words) for words in product(*_others_of_each(doubtful, sources)))
    tried = (other for other in [*_joined(typed, doubtful), *tried] if fold(other) != fold(typed))
    return next((other for other in islice(tried, TRIED) if _finds(other, sources)), "")


def _finds(text: str, sources: Iterable[Source]) -> bool:
    return index.any_with(parse(text), sources)


def _doubtful(typed: str, sources: Sequence[Source]) -> list[Word]:
    found = [(match, fold(match[0]).strip()) for match in islice(_WORD.finditer(typed), WORDS)]
    unwanted = {word for term in parse(typed).unwanted for phrase in term.spellings for word in phrase}
    plain = [(match, word) for match, word in found if _is_plain(word) and word not in unwanted]
    spellings = {word: _spellings(word) for _, word in plain}
    there = index.counted({one for several in spellings.values() for one in several}, sources)
    counts = {word: sum(there.get(one, 0) for one in several) for word, several in spellings.items()}
    words = [Word(word, *match.span(), counts[word]) for match, word in plain if counts[word] < RARE]
    missing = [word for word in words if not word.count]
    return missing or words[:WRONG]


def _is_plain(word: str) -> bool:
    return word.isalpha() and SHORTEST <= len(word) <= LONGEST


def _spellings(word: str) -> list[str]:
    """In which the word is looked for: each of them may be what is there."""
    return [spelling[0] for term in parse(word).terms for spelling in term.spellings if len(spelling) == 1]


def _others_of_each(words: Sequence[Word], sources: Sequence[Source]) -> list[list[str]]:
    """Once there is none for one of them there is nothing to suggest, and the rest is not asked for."""
    others: list[list[str]] = []
    for word in words:
        others.append(_others(word, sources, ASKED // len(words)))
        if not others[-1]:
            break
    return others


def _others(word: Word, sources: Sequence[Source], most: int) -> list[str]:
    """The nearest words that are there, best first; of one that is there, itself first."""
    near = _near(word, one_away(word.folded), sources) + _halves(word, sources)
    if not near and len(word.folded) in LONG:
        near = _near(word, _as_long(sounding_alike(word.folded, most), word.folded), sources)
    return [word.folded] * bool(word.count) + near[:OTHERS]


def _as_long(others: Iterable[str], word: str) -> list[str]:
    """Without two letters of it nearly any word is another one."""
    return [other for other in others if len(other) > len(word) - 2]


def _near(word: Word, others: Iterable[str], sources: Sequence[Source]) -> list[str]:
    there = index.counted(others, sources)
    enough = [one for one, count in there.items() if count >= TIMES * word.count]
    return sorted(enough, key=lambda one: (*_unlike(word.folded, one), -there[one], one))


def _unlike(typed: str, other: str) -> tuple[int, bool]:
    """People seldom mistake the first letter."""
    from rapidfuzz.distance import OSA

    return OSA.distance(typed, other), typed[0] != other[0]


def _halves(word: Word, sources: Sequence[Source]) -> list[str]:
    """Two words of which the space has been forgotten: they stand together."""
    pairs = [] if word.count else parted(word.folded)
    there = index.counted({half for pair in pairs for half in pair}, sources)
    both = [pair for pair in pairs if all(half in there for half in pair)]
    return [" ".join(pair) for pair in sorted(both, key=lambda pair: -min(map(there.__getitem__, pair)))]


def _joined(typed: str, doubtful: Iterable[Word]) -> Iterator[str]:
    """Without the space that stands before or after a word by mistake."""
    for word in doubtful:
        if word.count:
            continue
        before, after = typed[: word.start], typed[word.end :]
        if before.endswith(" "):
            yield f"{before.rstrip()}{typed[word.start :]}"
        if after.startswith(" "):
            yield f"{typed[: word.end]}{after.lstrip()}"


def _replaced(typed: str, words: Sequence[Word], others: Sequence[str]) -> str:
    """With all that stands between: quotation marks, stars, hyphens."""
    pieces, done = [], 0
    for word, other in zip(words, others, strict=True):
        pieces += [typed[done : word.start], _written_as(typed[word.start : word.end], other)]
        done = word.end
    return "".join([*pieces, typed[done:]])


def _written_as(typed: str, other: str) -> str:
    """Capitals stay."""
    if typed.isupper():
        return other.upper()
    return other.capitalize() if typed[0].isupper() else other
