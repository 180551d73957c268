"""Names of files: what a person called it, made safe for an address; the token makes it the only one."""

import secrets
from pathlib import PurePath

from django.utils.text import slugify

from nidairp.letters import spelled

LONGEST = 80
#: Names that mean a device to Windows, whatever their ending.
DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}


def token() -> str:
    """What nobody can guess, so that the files of a draft are not found by trying."""
    return secrets.token_hex(8)


def stem(name: str, otherwise: str) -> str:
    """A file's name without its folder and ending, in letters, digits and hyphens."""
    plain = slugify(spelled(PurePath(name.replace("\\", "/")).stem))[:LONGEST].strip("-_")
    return plain if plain and plain not in DEVICES else otherwise


def words(name: str) -> str:
    """A file's name as the title to begin with: ``fig_2-final.png`` becomes "fig 2 final"."""
    plain = PurePath(name.replace("\\", "/")).stem
    kept = "".join(letter if letter.isprintable() else " " for letter in plain)
    return " ".join(kept.replace("_", " ").replace("-", " ").split())[:200] or "Untitled"
