"""What a page of results shows: how many there are of each kind, and some with the found words marked."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from functools import cache, cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model

from nidairp.prepared import PreparedForKeys

from .found import Found
from .letters import fold
from .marking import Piece, excerpt, marked
from .models import Entry
from .query import Query
from .sources import KINDS, Named, Source

PER_PAGE = 25
FEW = 5
#: So many people with pages of their own are named above the results.
PEOPLE = 8
_ENTRIES = PreparedForKeys(lambda keys: Entry.objects.filter(pk__in=keys), PER_PAGE)


@cache
def _rows(source: Source) -> PreparedForKeys:
    return PreparedForKeys(lambda keys: source.public().filter(pk__in=keys).order_by(), PER_PAGE)


@dataclass(frozen=True)
class Result:
    """Something found, its texts with the found words told apart."""

    source: Source
    found: Model
    entry: Entry
    query: Query

    @property
    def url(self) -> str:
        return str(self.found.get_absolute_url())  # type: ignore[attr-defined]

    @property
    def title(self) -> list[Piece]:
        return marked(self.entry.title or str(self.found), self.query)

    @cached_property
    def people(self) -> list[Piece]:
        return excerpt(self.entry.people, self.query)

    @property
    def text(self) -> list[Piece]:
        return excerpt(self.entry.text, self.query)

    @property
    def year(self) -> str:
        """What is to come has the last year there is, and what has no date the first."""
        year = self.entry.date.year if self.entry.date else 1
        return "Forthcoming" if year == MAXYEAR else str(year) if year > MINYEAR else ""


def named(results: list[Result]) -> list[Named]:
    """Whose family names are among what was found of the results' people."""
    words = {
        word for one in results for piece in one.people if piece.found for word in fold(piece.text).split()
    }
    if not words:
        return []
    people = results[0].source.named([one.entry.object_id for one in results])
    return sorted(one for one in people if words >= set(fold(one.family).split()) > set())[:PEOPLE]


@dataclass
class Group:
    """The results of one kind."""

    source: Source
    query: Query
    found: Found

    @property
    def total(self) -> int:
        return self.found.total

    @property
    def more(self) -> bool:
        """Whether nobody has counted how many more there are."""
        return self.found.more

    @property
    def counted(self) -> str:
        return f"{'more than ' * self.more}{self.total}"

    @property
    def is_cut(self) -> bool:
        """Whether there are more than can be looked through."""
        return self.more or self.reachable < self.total

    @property
    def reachable(self) -> int:
        return len(self.found.keys)

    @cached_property
    def first(self) -> list[Result]:
        return self._results(self.found.keys[:FEW])

    def page(self, number: Any) -> Page:
        page = Paginator(self.found.keys, PER_PAGE).get_page(number)
        page.object_list = self._results(list(page.object_list))
        return page

    def _results(self, keys: list[int]) -> list[Result]:
        """In this order; what has just gone off the site is left out, whatever the index says."""
        found = {row.pk: row for row in _rows(self.source)(keys)}
        entries = _ENTRIES([key * KINDS + self.source.number for key in keys])
        by_key = {entry.object_id: entry for entry in entries}
        there = [key for key in keys if key in found and key in by_key]
        return [Result(self.source, found[key], by_key[key], self.query) for key in there]
