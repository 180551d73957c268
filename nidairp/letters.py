"""Letters that no decomposition takes apart, by what people type for them: Greek signs by name, words by ear.

One table for what the search counts as the same and for what addresses are made of; the admin's scripts take
it from the same file (``assets/admin/slug.js``). Pure: no Django.
"""

import json
import re
import unicodedata
from pathlib import Path

_TABLES = json.loads((Path(__file__).parent / "letters.json").read_text(encoding="utf-8"))
GREEK: dict[str, str] = _TABLES["greek"]
ONE_LETTER: dict[str, str] = _TABLES["one"]
SEVERAL_LETTERS: dict[str, str] = _TABLES["several"]

#: All of them, as they stand in addresses.
SPELLED: dict[str, str] = {
    **{letter: f" {name} " for letter, name in GREEK.items()},
    **ONE_LETTER,
    **SEVERAL_LETTERS,
}
#: Of other alphabets, as Django's own script has it in the admin: some letters with their marks, all without.
_BY_EAR = _TABLES["by_ear"]
_WHOLES = str.maketrans(_BY_EAR)
_AMONG_SIGNS = str.maketrans({**SPELLED, **_BY_EAR})
_IN_WORDS = str.maketrans({**SPELLED, **_BY_EAR, **_TABLES["greek_words"]})
_LONGEST_OF_SIGNS = 4
_GREEK_RUN = re.compile("[\u0370-\u03ff\u1f00-\u1fff]{3,}")


def spelled(text: str) -> str:
    """In small letters that an address keeps: "α-Synuclein" becomes " alpha -synuclein", "Ύπνος" "upnos"."""
    if text.isascii():
        return text.lower()
    text = _small(text)
    return _spelled(text, any(map(_is_word, _GREEK_RUN.findall(text))))


def spelled_name(text: str) -> str:
    """The same of names, where three Greek letters in a row are no signs: their accents may be gone.

    "Κώστας" is nobody's "kappa-omega-sigma-tau-alpha-sigma".
    """
    if text.isascii():
        return text.lower()
    text = _small(text)
    return _spelled(text, bool(_GREEK_RUN.search(text)))


def _small(text: str) -> str:
    """Each letter in one piece with its marks, however it was typed."""
    return unicodedata.normalize("NFC", text.lower())


def _spelled(text: str, in_greek: bool) -> str:
    # Once more: capitals of formulas ("𝚫") are letters of no case until they are taken apart.
    apart = unicodedata.normalize("NFKD", text.translate(_WHOLES)).lower()
    return apart.translate(_IN_WORDS if in_greek else _AMONG_SIGNS)


def _is_word(run: str) -> bool:
    """Receptors are made of αβγ and αβγδ; no sign has an accent, or ends as words do."""
    accented = not unicodedata.is_normalized("NFD", run)
    return accented or len(run) > _LONGEST_OF_SIGNS or run.endswith("ς")
