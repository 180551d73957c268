"""What teachPress's shortcodes ask for: one publication, a list of them, a citation in the text.

teachPress numbers publications, authors and tags; their BibTeX keys and names are what a BibTeX export has.
So a number means something only beside a table of numbers (``Numbers``).
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from .shortcodes import Shortcode

SINGLE = frozenset({"tpsingle", "tpbibtex", "tpabstract", "tplinks"})
LISTS = frozenset({"tplist", "tpcloud", "tppublist"})
#: How many of a list a page shows, where the shortcode does not say.
USUAL = 50


class Named(NamedTuple):
    """A publication: by its BibTeX key, or by teachPress's number."""

    key: str = ""
    number: int = 0

    def __str__(self) -> str:
        return f"key “{self.key}”" if self.key else f"number {self.number}"


@dataclass(slots=True)
class Numbers:
    """teachPress's own tables, as far as they were exported."""

    publications: dict[int, str] = field(default_factory=dict)
    authors: dict[int, str] = field(default_factory=dict)
    tags: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The publications of a list. ``ignored`` are the wishes that have no counterpart here."""

    authors: tuple[int, ...] = ()
    users: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    shown: int = USUAL
    ignored: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        return not (self.authors or self.users or self.tags or self.types or self.years)


def named(code: Shortcode) -> list[Named]:
    """The publications that a shortcode names, by keys first."""
    keys = [Named(key) for key in _words(code.attributes.get("key", ""))]
    return keys or [Named("", number) for number in _numbers(code.attributes.get("id", "")) if number]


def wanted(code: Shortcode) -> Wanted:
    values = code.attributes
    asked = ("include", "exclude", "exclude_tags", "exclude_types")
    return Wanted(
        authors=_several(values.get("author", "")),
        users=_several(values.get("user", "")),
        tags=_several(
            values.get("tag", "") or values.get("id", "") if code.name == "tplist" else values.get("tag", "")
        ),
        types=tuple(word for word in _words(values.get("type", "")) if word != "0"),
        years=_several(values.get("year", "")),
        shown=next(iter(_numbers(values.get("entries_per_page", ""))), 0) or USUAL,
        ignored=tuple(f"{name}={values[name]}" for name in asked if values.get(name, "").strip("0 ,")),
    )


def read_numbers(text: str) -> Numbers:
    """Lines of kind, number and name, parted by tabs, commas or semicolons: what one SQL query gives."""
    numbers = Numbers()
    tables = {"publication": numbers.publications, "author": numbers.authors, "tag": numbers.tags}
    for line in text.splitlines():
        cells = [cell.strip().strip('"').strip() for cell in re.split(r"[\t,;]", line, maxsplit=2)]
        if len(cells) == 3 and cells[0].lower() in tables and cells[1].isdigit():
            tables[cells[0].lower()][int(cells[1][:18])] = cells[2]
    return numbers


def _words(text: str) -> list[str]:
    return [word for word in (part.strip() for part in text.split(",")) if word]


def _numbers(text: str) -> list[int]:
    return [int(word) for word in _words(text) if word.isascii() and word.isdigit() and len(word) < 10]


def _several(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for number in _numbers(text) if number))
