"""Text as it is compared: small letters, no diacritics, Greek letters by name, nothing but words and spaces.

What is indexed and what is asked for pass through the same rules. SQLite calls these functions from its
triggers; PostgreSQL has the same rules in SQL, made from these tables, and a test holds the two side by side.
Pure text: no Django, no query syntax.
"""

import re
import unicodedata

from nidairp.letters import GREEK, ONE_LETTER, SEVERAL_LETTERS

#: So much of one text is looked at; PostgreSQL's vectors have a limit, and saving must never meet it.
LONGEST = 100_000

#: Signs that stand between words; PostgreSQL's parser would make compounds, hosts, files and numbers of them.
BETWEEN_ASCII = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
BETWEEN_OTHER = "‐‑‒–—―‘’‚“”„†‡•…‰′″‹›⁄−≤≥≈≠∞→←↔×÷±·°©®™«»¡¿§¶¦¬¯´¸¢£¤¥€\u00a0"
# More of them, in whole blocks, for PostgreSQL's regular expressions: spaces, punctuation, arrows, emoji.
BETWEEN_RANGES = (
    r"\u0001-\u001f\u007f-\u009f\u2000-\u206f\u20a0-\u20cf\u2190-\u23ff\u2500-\u2bff\u2e00-\u2e7f"
    r"\u3000-\u3004\u3008-\u3020\u3030\ufe30-\ufe6f\uff5f-\uff65\U0001f000-\U0001faff"
)
INLINE = "a|abbr|b|em|i|span|strong|sub|sup|u"
ENTITIES = {"&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&"}

#: A text so short is looked up letter by letter; in a long one those are found around which it is not plain.
_SHORT = 400
_OTHER = re.compile("([^\0-\x7f]+(?:[\0-\x7f]{1,3}[^\0-\x7f]+)*)")
_MARKS = re.compile("[\u0300-\u036f]")
_INLINE_TAG = re.compile(rf"</?(?:{INLINE})(?: [^<>]*)?>", re.IGNORECASE)
_OTHER_TAG = re.compile(r"</?[a-z][a-z0-9]*(?: [^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile("|".join(ENTITIES))
_ASCII = dict.fromkeys([*map(ord, BETWEEN_ASCII), *range(32), 127], " ")


class _Letters(dict[int, str]):
    """What becomes of each character, whatever stands around it; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = _MARKS.sub("", unicodedata.normalize("NFKD", chr(code))).lower()
        self[code] = "".join(map(self._compared, parts))
        return self[code]

    @staticmethod
    def _compared(letter: str) -> str:
        if letter in GREEK:
            return f" {GREEK[letter]} "
        there = ONE_LETTER.get(letter) or SEVERAL_LETTERS.get(letter) or letter
        return there if there != letter or letter.isalnum() else " "


_LETTERS = _Letters()


def fold(text: str) -> str:
    """What is compared: "Müller’s α-synuclein" becomes "muller s  alpha  synuclein"."""
    text = text[:LONGEST]
    if text.isascii():
        return _plainest(text)
    if len(text) < _SHORT:
        return text.translate(_LETTERS)
    parts = _OTHER.split(text)
    return "".join([_plainest(part) if part.isascii() else part.translate(_LETTERS) for part in parts])


def _plainest(text: str) -> str:
    return text.lower().translate(_ASCII)


def plain(text: str) -> str:
    """Text without its tags; those inside of a word leave no gap (H<sub>2</sub>O)."""
    if "<" in text:
        text = _OTHER_TAG.sub(" ", _INLINE_TAG.sub("", text))
    return _ENTITY.sub(lambda found: ENTITIES[found[0]], text) if "&" in text else text
