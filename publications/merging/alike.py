"""Whether two names can be one person's: pure rules, no database.

What contradicts is never alike: other initials, other family names, "Jr." and "III". What only fits says how
well, and whether the two together prove anything is for people to say.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from publications.bibtex.entry import Name
from publications.folding import fold

PARTICLES = frozenset(
    "af al av bin da das de del della den der di do dos du el het ibn la le les lo".split()
    + "ten ter van vom von zu zur".split()
)
_WRITTEN_TOGETHER = re.compile(rf"(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))})+(?=[a-z]{{3}})")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_LOOSE = re.compile(r"(?<=[aou])e+|(?<=a)[ae]+")
#: From here on a sign is a syllable or a word, and no initial.
_SYLLABLES = "\u2e80"
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_MOST_INITIALS = 3
_GENERATIONS = {"junior": "jr", "senior": "sr", "2nd": "ii", "3rd": "iii", "second": "ii", "third": "iii"}


class Reason(StrEnum):
    """Why two names are alike; the first three say how well, the others what is different."""

    SPELLING = "spelling"
    GIVEN_NAME = "given-name"
    INITIALS = "initials"
    ONE_INITIAL = "one-initial"
    PARTICLE = "particle"
    SUFFIX = "suffix"


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart: all in small letters without diacritics."""

    family: str
    wide: str
    core: str
    given: tuple[str, ...]
    suffix: str

    @property
    def has_particle(self) -> bool:
        return self.core != self.family


@lru_cache(maxsize=1 << 12)
def parts(name: Name) -> Parts:
    given = [part for word in _WORD.findall(name.given) for part in _split(word) if part]
    particles: list[str] = []
    while len(given) > 1 and given[-1] in PARTICLES and len(given[-1]) > 1:
        particles.insert(0, given.pop())
    words = [*particles, *fold(f"{name.prefix} {name.family}").split()]
    core = words
    while len(core) > 1 and core[0] in PARTICLES:
        core = core[1:]
    wide = fold(f"{name.prefix} {name.family}".casefold().translate(_UMLAUTS)).split()
    suffix = fold(name.suffix)
    return Parts(
        "".join(words),
        "".join([*particles, *wide]),
        "".join(core),
        tuple(given),
        _GENERATIONS.get(suffix, suffix),
    )


def _split(word: str) -> list[str]:
    """A given name, or the initials that are written as one: "LF", "Cm"."""
    is_short = 1 < len(word) <= _MOST_INITIALS
    several = is_short and (word.isupper() or (word.isascii() and not _VOWEL.search(word)))
    return [fold(letter) for letter in word] if several else [fold(word)]


def block(name: Name) -> str:
    """What all names share that can be alike; names that are not may share it too."""
    core = parts(name).core
    written_together = _WRITTEN_TOGETHER.match(core)
    return _LOOSE.sub("", core[written_together.end() :] if written_together else core)[:60] or "-"


def alike(one: Name, other: Name) -> list[Reason]:
    """Why these can be one person's names; empty where they cannot."""
    a, b = parts(one), parts(other)
    families = _families(a, b)
    if families is None or not _suffixes_fit(a.suffix, b.suffix):
        return []
    how = _given(a.given, b.given)
    if how is None:
        return []
    unlike = [Reason.SUFFIX] if a.suffix != b.suffix else []
    return [how, *families, *unlike]


def _families(a: Parts, b: Parts) -> list[Reason] | None:
    if {a.family, a.wide} & {b.family, b.wide} - {""}:
        return []
    if a.core and a.core == b.core and a.has_particle != b.has_particle:
        return [Reason.PARTICLE]
    return None


def _suffixes_fit(a: str, b: str) -> bool:
    return a == b or not a or not b


def _given(a: tuple[str, ...], b: tuple[str, ...]) -> Reason | None:
    if "".join(a) == "".join(b) and (not a or any(map(_is_whole, (*a, *b)))):
        return Reason.SPELLING
    if not a or not b or not all(_fits(*pair) for pair in zip(a, b, strict=False)):
        return None
    if a[0] == b[0] and _is_whole(a[0]):
        return Reason.GIVEN_NAME
    return Reason.INITIALS if min(len(a), len(b)) > 1 else Reason.ONE_INITIAL


def _fits(a: str, b: str) -> bool:
    """The same, or one is the other's initial."""
    return a == b or (a[0] == b[0] and not (_is_whole(a) and _is_whole(b)))


def _is_whole(word: str) -> bool:
    return len(word) > 1 or word >= _SYLLABLES
