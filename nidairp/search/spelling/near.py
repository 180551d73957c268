"""Words that a mistyped one may have been. Pure text: whether there are such words the index says.

Nobody keeps a list of all words: the index knows them, and to ask it for some hundred costs little. So
nothing has to follow when texts change, and no word is known that is not there.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = "aeiouy"
#: What people write for one another because it sounds alike.
SOUNDS = (
    *(("f", "ph"), ("k", "c"), ("s", "c"), ("s", "z"), ("k", "ch"), ("k", "q"), ("t", "th"), ("r", "rh")),
    *(("j", "g"), ("h", "j"), ("w", "v"), ("x", "ks"), ("s", "ps"), ("n", "pn"), ("sh", "sch")),
)


def one_away(word: str) -> set[str]:
    """With one letter more, less or changed, or two that stand the other way round."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {before + after[1:] for before, after in cuts if after}
    changed = {before + letter + after[1:] for before, after in cuts if after for letter in LETTERS}
    more = {before + letter + after for before, after in cuts for letter in LETTERS}
    return (less | changed | more | set(_swapped(word))) - {word}


def sounding_alike(word: str, most: int) -> list[str]:
    """With two of the mistakes that people make most; of a long word there are many thousands."""
    twice = (other for once in _misheard(word) for other in _misheard(once) if other != word)
    return list(islice(unique(twice), most))


def parted(word: str) -> list[tuple[str, str]]:
    """As two words of at least three letters."""
    return [(word[:at], word[at:]) for at in range(3, len(word) - 2)]


def _misheard(word: str) -> Iterator[str]:
    """The usual first: the same sound, another vowel, a letter too many, too few or once instead of twice."""
    return unique(chain(_other_sounds(word), _other_vowels(word), _more_or_less(word), _swapped(word)))


def unique(words: Iterable[str]) -> Iterator[str]:
    """Each once, where it came first."""
    seen: set[str] = set()
    for word in words:
        if word not in seen:
            seen.add(word)
            yield word


def _other_vowels(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        if letter in VOWELS:
            yield from (word[:at] + vowel + word[at + 1 :] for vowel in VOWELS)


def _more_or_less(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + letter + word[at:]
        if letter not in VOWELS:
            yield from (word[: at + 1] + vowel + word[at + 1 :] for vowel in VOWELS)


def _swapped(word: str) -> Iterator[str]:
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _other_sounds(word: str) -> Iterator[str]:
    for pair in SOUNDS:
        for one, other in (pair, pair[::-1]):
            at = word.find(one)
            while at >= 0:
                yield word[:at] + other + word[at + len(one) :]
                at = word.find(one, at + 1)
