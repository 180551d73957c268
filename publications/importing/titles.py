"""Titles compared: what two titles have in common once case, accents, markup and punctuation are gone.

Likeness alone is not enough: "Part I" and "Part II" are as alike as two titles can be, "in rats" and
"in mice" nearly so. Numbers, words such as "Erratum" and words that merely look alike stand apart.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from nidairp import rich
from publications.importing import words as lists

_SPELLED = str.maketrans(
    {
        **{letter: f" {name} " for letter, name in lists.GREEK.items()},
        **lists.LETTERS,
        "&": " and ",
        "'": "",
        "’": "",
    }
)
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_NOTICE = re.compile(r"^\W*(?:retracted(?: article)?|withdrawn)\W+", re.IGNORECASE)
_LIKE = 87


class Agreement(IntEnum):
    """How far two titles say the same, from nothing in common to the same words."""

    OTHER = 0
    LIKE = 1
    SHORTENED = 2
    NEAR = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class Title:
    """A title made comparable; titles that differ in spelling only have the same `key`."""

    key: str = ""
    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    markers: frozenset[str] = frozenset()

    @property
    def generic(self) -> bool:
        """So short or common that many works bear it."""
        return len(self.key) < 12 or (len(self.words) <= 3 and not lists.GENERIC.isdisjoint(self.words))


def fold(text: str) -> str:
    """Small letters without accents; Greek letters by their names."""
    if text.isascii():
        return text.casefold().replace("&", " and ").replace("'", "")
    spread = unicodedata.normalize("NFKD", text.translate(_SPELLED).casefold().translate(_SPELLED))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def title(text: str) -> Title:
    """The comparable form of a title in the stored form."""
    found = _WORD.findall(fold(_NOTICE.sub("", rich.strip(text))))
    words = [_spelt_number(found, at) or word for at, word in enumerate(found)]
    kept = tuple(word for word in words if word not in lists.EMPTY) or tuple(words)
    return Title("".join(kept), kept, _numbers(words), _markers(words))


def agreement(one: Title, other: Title) -> Agreement:
    """How far the words agree; numbers and markers are for the caller to compare."""
    if not one.key or not other.key:
        return Agreement.OTHER
    if one.key == other.key:
        return Agreement.EXACT
    if _misspelt(one.words, other.words):
        return Agreement.NEAR
    if _shortened(one.words, other.words):
        return Agreement.SHORTENED
    from rapidfuzz import fuzz

    alike = fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words), score_cutoff=_LIKE)
    return Agreement.LIKE if alike else Agreement.OTHER


def _shortened(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """A subtitle left out, or a title cut off; but a number at the end makes another part of it."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long) or long[: len(short)] != short or long[len(short)].isdecimal():
        return False
    return sum(map(len, short)) >= 16


def _misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether all words that differ are one word in two spellings, or the same words in another order."""
    mine = list((Counter(one) - Counter(other)).elements())
    theirs = list((Counter(other) - Counter(one)).elements())
    if "".join(mine) == "".join(theirs):
        return True
    if len(mine) != len(theirs) or len(mine) > 1 + len(one) // 6:
        return False
    return all(map(_same_word, mine, theirs))


def _same_word(one: str, other: str) -> bool:
    """One letter wrong, or another ending; never the first letter, which makes ethanol of methanol."""
    if one[0] != other[0] or min(len(one), len(other)) < 4 or _DIGITS.search(one + other):
        return False
    short, long = sorted((one, other), key=len)
    if long.startswith(short):
        return long[len(short) :] in lists.INFLECTIONS
    if len(short) < 5:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1 and not _telling(one, other)


def _telling(one: str, other: str) -> bool:
    """Whether the one letter tells two things apart, as in nitrate and nitrite, micro- and macroglia."""
    ends = {next((end for end in lists.TELLING_ENDS if word.endswith(end)), "") for word in (one, other)}
    starts = {
        next((start for start in lists.TELLING_STARTS if word.startswith(start)), "") for word in (one, other)
    }
    return (len(ends) > 1 and "" not in ends) or (len(starts) > 1 and "" not in starts)


def _numbers(words: list[str]) -> tuple[str, ...]:
    """All figures, sorted, those inside words too."""
    found: list[str] = []
    for word in words:
        found.extend(number.lstrip("0") or "0" for number in _DIGITS.findall(word))
    return tuple(sorted(found))


def _spelt_number(words: list[str], at: int) -> str:
    """The figures for a Roman numeral, for "two" in "Part two" and "second" in "Second edition"."""
    word, before = words[at], words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in lists.ROMAN and at and (before in lists.COUNTED or len(word) > 1 or not after):
        return lists.ROMAN[word]
    if word in lists.CARDINAL and before in lists.COUNTED:
        return lists.CARDINAL[word]
    return lists.ORDINAL[word] if word in lists.ORDINAL and after in lists.COUNTED else ""


def _markers(words: list[str]) -> frozenset[str]:
    edge = [*words[:3], *words[-3:]] if len(words) > 6 else words
    return frozenset(lists.MARKERS[word] for word in edge if word in lists.MARKERS)
