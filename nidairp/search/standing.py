"""Where words stand in a text of small letters: folded, or so plain that folding would but part its words."""

import re
from functools import lru_cache

from .query import Phrase


@lru_cache(maxsize=1 << 10)
def pattern(words: Phrase, begun: bool) -> re.Pattern[str]:
    """It begins with a word, for which it is looked quickly, and not with what must stand before that."""
    first, *others = words
    rest = "".join(rf"[\W_]+{word}" for word in others)
    return re.compile(rf"{first}(?<![^\W_]{first}){rest}" + ("[^\\W_]*" if begun else r"(?![^\W_])"))
