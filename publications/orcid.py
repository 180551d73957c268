"""ORCID iDs: read in every form that people paste, kept in one; the last sign tells a slip of the finger.

Pure text: no Django.
"""

import re

SITE = "https://orcid.org/"
_FORM = re.compile(
    r"(?:https?://)?(?:www\.)?(?:orcid\.org/)?"
    r"([0-9]{4})[- ]?([0-9]{4})[- ]?([0-9]{4})[- ]?([0-9]{3}[0-9Xx])/?"
)
EXAMPLE = "0000-0002-1825-0097"


def normalised(text: str) -> str:
    """ "https://orcid.org/0000-0002-1825-0097" becomes its last part; ValueError says what is wrong."""
    found = _FORM.fullmatch(text.strip().replace("\u2010", "-").replace("\u2013", "-"))
    if not found:
        raise ValueError(f"An ORCID iD has 16 digits, for example {EXAMPLE}; the last may be an X.")
    digits = "".join(found.groups()).upper()
    if check_digit(digits[:15]) != digits[15]:
        raise ValueError("This is not an ORCID iD: its last digit does not fit. Look for a typing error.")
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def check_digit(digits: str) -> str:
    """The sixteenth sign, by ISO 7064 MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    result = (12 - total % 11) % 11
    return "X" if result == 10 else str(result)


def address(orcid: str) -> str:
    """The form that ORCID asks to be shown."""
    return SITE + orcid
