"""The keywords of a publication, as its text names them. Pure: no Django."""

import re
from unicodedata import normalize

#: In Arabic, Chinese and Japanese as well.
BETWEEN = re.compile(r"([,;\n،؛、，；､])")


def keyword_key(word: str) -> str:
    """What two words must share to be one keyword: all of it, case and spaces aside, as with names.

    Folding takes some letters apart: ΐ, but not the capital of it.
    """
    return " ".join(normalize("NFC", word.casefold()).split())


def split_keywords(keywords: str) -> list[str]:
    """The words between commas or semicolons, in order, each once as it is first written: Sleep is sleep."""
    words = (" ".join(word.split())[:200] for word in BETWEEN.split(keywords)[::2])
    first: dict[str, str] = {}
    for word in filter(None, words):
        first.setdefault(keyword_key(word), word)
    return list(first.values())
