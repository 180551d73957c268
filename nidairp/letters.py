"""Letters that no decomposition takes apart, by what people type for them: Greek ones by name.

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
_GREEK_WORD = re.compile("[\u0370-\u03ff\u1f00-\u1fff]{3}")


def spelled(text: str) -> str:
    """In small letters that an address keeps: "α-Synuclein" becomes " alpha -synuclein"."""
    if text.isascii():
        return text.lower()
    # Once more: capitals of formulas ("𝚫") are letters of no case until they are taken apart.
    return unicodedata.normalize("NFKD", text.lower()).lower().translate(_SPELLED)


def spelled_signs(text: str) -> str:
    """The same where Greek letters are signs; what has a Greek word or name stays as it is.

    "Κώστας" is nobody's "kappa-omega-sigma-tau-alpha-sigma".
    """
    return text if _GREEK_WORD.search(text) else spelled(text)
