"""Names as RIS, PubMed and CSL write them.

BibTeX's own lists of names are `bibtex.names`; here each name stands alone, so " and " in it means nothing.
"""

import re

from publications.bibtex.entry import Name

_SUFFIX = re.compile(r"(?:[Jj][Rr]|[Ss][Rr]|II|III|IV|2nd|3rd|4th|5th)\.?")
_INITIALS = re.compile(r"[^\W\d_]{1,4}(?:-[^\W\d_]{1,2})?")
_INSTITUTION = re.compile(
    r"\b(?:universi|institut|cent(?:er|re)\b|consorti|group|organi[sz]ation|associat|societ|committee|network|stud(?:y|ies)"
    r"|department|ministry|team|project|initiative|agency|office|council|college|collaborat|foundation|federation|board"
    r"|commission|administration|program|laborator|hospital|school|academ|company|corp|inc\b|ltd\b|press\b|investigators)",
    re.IGNORECASE,
)
_OTHERS = frozenset(("et al", "et al.", "others", "and others", "...", "…"))


def is_others(text: str) -> bool:
    """Whether this stands for the names that were left out."""
    return text.strip().casefold() in _OTHERS


def person(family: str, given: str = "", suffix: str = "", prefix: str = "") -> Name:
    """A name of given parts; small words before the family name ("van der") become its prefix."""
    words = family.split()
    while not prefix and len(words) > 1 and words[0].islower():
        small = 1
        while small < len(words) - 1 and words[small].islower():
            small += 1
        prefix, words = " ".join(words[:small]), words[small:]
    if not suffix:
        given, suffix = _suffix_apart(given)
    return Name(" ".join(words), " ".join(given.split()), " ".join(prefix.split()), " ".join(suffix.split()))


def inverted(text: str) -> Name:
    """ "Family, Given", with the suffix in either place: "Family, Given, Jr." or "Family, Jr., Given"."""
    family, _, rest = text.strip(" ,;").partition(",")
    given, _, last = (part.strip() for part in rest.partition(","))
    if last and _SUFFIX.fullmatch(given):
        given, last = last, given
    if last and not _SUFFIX.fullmatch(last):
        given, last = f"{given}, {last}", ""
    return person(family, given, last)


def initialled(text: str) -> Name:
    """ "Family AB", as PubMed abbreviates; the whole is the name of an institution where it is not that."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) > 1 and words[-1].isupper() and _INITIALS.fullmatch(words[-1]):
        return person(" ".join(words[:-1]), words[-1], suffix)
    return institution(text)


def institution(text: str) -> Name:
    return Name(" ".join(text.split()))


def guessed(text: str) -> tuple[Name, bool]:
    """A name, and whether its parts had to be guessed because no comma divides them."""
    if "," in text.strip(" ,;"):
        return inverted(text), False
    words = text.strip(" ,;").split()
    short = initialled(" ".join(words))
    if short.given:
        return short, True
    if 2 <= len(words) <= 4 and not _INSTITUTION.search(text) and all(word[0].isalpha() for word in words):
        return _in_order(words), True
    return institution(" ".join(words)), False


def _in_order(words: list[str]) -> Name:
    """ "Given Family" or "Given van Family"."""
    begins = next((at for at, word in enumerate(words[1:-1], 1) if word.islower()), len(words) - 1)
    return person(" ".join(words[begins:]), " ".join(words[:begins]))


def _suffix_apart(given: str) -> tuple[str, str]:
    first, _, last = given.rpartition(" ")
    found = first and _SUFFIX.fullmatch(last)
    return (first.rstrip(" ,"), last) if found else (given, "")
