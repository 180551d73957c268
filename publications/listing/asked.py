"""What the address of a list asks for, and the addresses that ask for a little more or less.

``?q=&year=&type=&state=&author=&tag=&sort=``, combined freely. Of what a publication has one, any of those
named will do (``type=book&type=manual``); of what it has several, all must be there (``author=x&author=y``).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

LONGEST = 200
#: Of authors several may be named as one value, divided by commas: those of a branch.
LONG = 2000
#: More values of one filter than this no reader chooses.
MOST_VALUES = 20
SEVERAL = ("type", "state", "author", "tag")
#: What the address of a list may ask for.
ASKED = frozenset({"q", "year", *SEVERAL, "sort"})
#: The order, and what it is called.
SORTS = {"date": "Newest first", "title": "Title", "author": "First author", "relevance": "Relevance"}
_YEARS = re.compile(r"([0-9]{1,4})?\s*(?:([-–—])\s*([0-9]{1,4})?)?")
_LAST_YEAR = 9999
#: In an address each of these letters stands for itself.
_PLAIN = re.compile(r"[-a-zA-Z0-9_]*")
#: No value is this: `clean` takes it out.
_ANY = "\0"


@dataclass(frozen=True, slots=True)
class Asked:
    q: str = ""
    year: str = ""
    type: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    sort: str = "date"

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        several = {
            name: _several(query.getlist(name), LONG if name == "author" else LONGEST) for name in SEVERAL
        }
        q, sort = clean(query.get("q", "")), query.get("sort", "")
        is_known = sort in SORTS and (q or sort != "relevance")
        return cls(q=q, year=clean(query.get("year", "")), sort=sort if is_known else "date", **several)

    @property
    def years(self) -> range | None:
        """The years asked for; none at all where that makes no sense, and None where nothing is asked."""
        if not self.year:
            return None
        found = _YEARS.fullmatch(self.year)
        if not found or not (found[1] or found[3]):
            return range(0)
        first = int(found[1] or 0)
        last = int(found[3] or _LAST_YEAR) if found[2] else first
        return range(first, last + 1)

    def pairs(self) -> list[tuple[str, str]]:
        """The filters, one by one."""
        named = [(name, value) for name in SEVERAL for value in getattr(self, name)]
        return [(name, value) for name, value in [("q", self.q), ("year", self.year), *named] if value]

    def with_(self, name: str, value: str) -> Self:
        """One thing more; of a word, a year or an order there is one only."""
        if name not in SEVERAL:
            return replace(self, **{name: value})
        values = getattr(self, name)
        return self if value in values else replace(self, **{name: (*values, value)})

    def on(self, tags: Iterable[str]) -> Self:
        """The same with these keywords."""
        return replace(self, tag=tuple(dict.fromkeys(tags)))

    def adding(self, name: str) -> Callable[[str], str]:
        """Makes of one value the query string of `with_`: for a page that has many such links."""
        before, after = self.with_(name, _ANY).query_string().split(quote_plus(_ANY))
        return lambda value: f"{before}{value if _PLAIN.fullmatch(value) else quote_plus(value)}{after}"

    def without(self, name: str, value: str = "") -> Self:
        if name not in SEVERAL:
            less = replace(self, **{name: "" if name != "sort" else "date"})
            return replace(less, sort="date") if name == "q" and self.sort == "relevance" else less
        return replace(self, **{name: tuple(one for one in getattr(self, name) if one != value)})

    def query_string(self) -> str:
        """In one order, whatever order it was typed in, and with its question mark."""
        pairs = self.pairs() + ([("sort", self.sort)] if self.sort != "date" else [])
        return f"?{urlencode(pairs)}" if pairs else ""


def clean(text: str, longest: int = LONGEST) -> str:
    """A value fit for the database: not too long, and none that PostgreSQL refuses (NUL)."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", text)[:longest].split())


def _several(values: Iterable[str], longest: int) -> tuple[str, ...]:
    cleaned = (clean(value, longest) for value in values)
    return tuple(dict.fromkeys(value for value in cleaned if value))[:MOST_VALUES]
