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
_SPELLED = str.maketrans(SPELLED)
_IN_WORDS = str.maketrans({**SPELLED, **_TABLES["greek_words"]})
#: As Django's own script has it in the admin.
_CYRILLIC = str.maketrans(_TABLES["cyrillic"])
_LONGEST_OF_SIGNS = 4
_GREEK_RUN = re.compile("[\u0370-\u03ff\u1f00-\u1fff]{3,}")


def spelled(text: str) -> str:
    """In small letters that an address keeps: "α-Synuclein" becomes " alpha -synuclein", "Ύπνος" "upnos"."""
    return text.lower() if text.isascii() else _spelled(text, any(map(_is_word, _GREEK_RUN.findall(text))))


def spelled_name(text: str) -> str:
    """The same of names, where three Greek letters in a row are no signs: their accents may be gone.

    "Κώστας" is nobody's "kappa-omega-sigma-tau-alpha-sigma".
    """
    return text.lower() if text.isascii() else _spelled(text, bool(_GREEK_RUN.search(text)))


def _spelled(text: str, in_greek: bool) -> str:
    # Once more: capitals of formulas ("𝚫") are letters of no case until they are taken apart.
    apart = unicodedata.normalize("NFKD", text.lower().translate(_CYRILLIC)).lower()
    return apart.translate(_IN_WORDS if in_greek else _SPELLED)


def _is_word(run: str) -> bool:
    """Receptors are made of αβγ and αβγδ; no sign has an accent, or ends as words do."""
    accented = not unicodedata.is_normalized("NFD", run)
    return accented or len(run) > _LONGEST_OF_SIGNS or run.endswith("ς")
