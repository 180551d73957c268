"""What follows from a name: the key that finds it again, its place in the alphabet, its slug."""

from collections.abc import Iterator
from itertools import count

from django.utils.text import slugify

from nidairp.letters import spelled_name

from ..bibtex.entry import Name
from ..folding import fold


def name_key(name: Name) -> str:
    """What two printed names must share to be one author: all of the name, case and spaces aside."""
    return " ".join(str(name).casefold().split())[:1200]


def sort_key(name: Name) -> str:
    """What authors are put in order by and looked for by: the von part first, as it is shown."""
    return fold(f"{name.prefix} {name.family} {name.given} {name.suffix}")[:200]


def full_name(name: Name) -> str:
    return " ".join(filter(None, (name.given, name.prefix, name.family, name.suffix)))


def slug_base(name: Name) -> str:
    """The slug that a name asks for, before a number tells it from others; Greek letters by their names."""
    folded = fold(f"{name.given} {name.prefix} {name.family} {name.suffix}")
    return slugify(folded if folded.isascii() else spelled_name(folded))[:180] or "author"


def numbered(base: str) -> Iterator[str]:
    """``base``, ``base-2``, ``base-3`` ..."""
    yield base
    yield from (f"{base}-{number}" for number in count(2))
