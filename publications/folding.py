"""Names as they are compared and put in order: small letters, no diacritics, no punctuation.

Pure text: no Django. What the search of the site counts as the same letter is its own affair.
"""

import re
import unicodedata

#: Letters that no decomposition takes apart.
_LETTERS = str.maketrans(
    dict(zip("øłđðħıŧ", "olddhit", strict=True))
    | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("'’‘ʼʻ`´", "")
)
_MARKS = re.compile("[\u0300-\u036f]")
_BETWEEN = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """ "O’Neill-Müller, J. K." becomes "oneill muller j k"."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _BETWEEN.sub(" ", text.casefold().translate(_LETTERS)).strip()


def initial(folded: str) -> str:
    """The letter of the alphabet that a folded name stands under; empty for other scripts and digits."""
    return folded[0] if folded and "a" <= folded[0] <= "z" else ""
