"""Which publications a list has: a mask over the columns for each filter, and what all of them leave.

A value that makes no sense finds nothing rather than everything, and is never an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.http import QueryDict

from nidairp.prepared import PreparedForKeys
from nidairp.rich import strip

from ..columns import Columns
from ..matching import matching
from ..models import Author, Publication, PublicationQuerySet, Tag, list_columns, type_label
from ..segments import FORTHCOMING, Array
from .asked import MOST_VALUES, Asked
from .ordering import Newest, Order, order_of

#: What the address calls the state of what has none.
UNSTATED = "none"
_STATES = {
    UNSTATED: "Not stated",
    FORTHCOMING: "Forthcoming",
    "inpress": "In press",
    "inpreparation": "In preparation",
}
#: Of these a publication has one each; which column says which.
COLUMNS = {"year": "year", "type": "kind", "state": "state"}
OTHERS = ("q", "author", "tag")
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing that was chosen: its name in the address, its value, what people read, which rows have it."""

    name: str
    value: str
    label: str
    rows: Array


class Chosen:
    """What is left of all that is public, newest first or as asked."""

    def __init__(self, asked: Asked) -> None:
        self._tags = {slug: Tag.objects.at(slug) for slug in asked.tag}
        # Links and files of the list ask by the addresses of today.
        self.asked = asked.on(found.slug if found else slug for slug, found in self._tags.items())
        self.columns: Columns = list_columns()
        self.filters = list(self._filters())

    @property
    def query(self) -> str:
        return self.asked.q

    @property
    def words(self) -> list[str]:
        """What was chosen, for a heading."""
        said = {"author": "by {}", "tag": "on {}", "q": "with “{}”"}
        return [said.get(one.name, "{}").format(strip(one.label)) for one in self.filters]

    @cached_property
    def rows(self) -> Array:
        """The rows that all filters leave, as a mask."""
        return self._left(*OTHERS, *COLUMNS)

    def counts(self, name: str) -> Array:
        """How many each year, type or state has, as if none were chosen: any of several values will do."""
        combined = self.columns.combined
        left = self._in_each
        for other in COLUMNS.keys() - {name}:
            if masks := [self._with(combined.facts, other, one.value) for one in self._named(other)]:
                left = left * np.logical_or.reduce(masks)
        return np.bincount(combined.facts[COLUMNS[name]], left).astype(np.int64)

    @cached_property
    def _in_each(self) -> Array:
        """Of each combination of a year, a type and a state how many the other filters leave."""
        return self.columns.combined.counts(self._left(*OTHERS))

    def _left(self, *names: str) -> Array:
        left = np.ones(len(self.columns), dtype=bool)
        for name in names:
            masks = [one.rows for one in self._named(name)]
            for mask in [np.logical_or.reduce(masks)] if name in COLUMNS and masks else masks:
                left &= mask
        return left

    def _named(self, name: str) -> list[Filter]:
        return [one for one in self.filters if one.name == name]

    def without(self, filter_: Filter) -> int:
        """How many there would be if this one were not chosen."""
        less = [one for one in self.filters if one is not filter_]
        again = Chosen.__new__(Chosen)
        again.asked, again.columns, again.filters = self.asked, self.columns, less
        return int(np.count_nonzero(again.rows))

    @cached_property
    def order(self) -> Order:
        return order_of(self.asked.sort, self.asked.q, self.columns, self.rows)

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, part: slice) -> list[Publication]:
        return shown(self.order[part].tolist())

    def publications(self) -> Iterator[Publication]:
        """All of them, in queries of some hundreds: the same memory for ten and for 200,000."""
        rows = Publication.objects.prefetch_related(
            "contributions"
        )  # as printed; no format asks who they are
        for start in range(0, len(self), CHUNK):
            yield from in_order(self.order[start : start + CHUNK], rows)

    def newest(self, count: int) -> list[Publication]:
        """Whatever order is asked for, with all that a feed says of them."""
        rows = Publication.objects.with_people().prefetch_related("tags")
        return in_order(Newest(self.columns, self.rows)[:count], rows)

    def _filters(self) -> Iterator[Filter]:
        for name, value in self.asked.pairs():
            match name:
                case "q":
                    yield Filter(name, value, value, self.columns.rows_of(matching(value)))
                case "author":
                    yield self._by(name, value)
                case "tag":
                    yield self._on(name, value)
                case _:
                    yield Filter(
                        name, value, _label(name, value), self._with(self.columns.facts, name, value)
                    )

    def _with(self, facts: dict[str, Array], name: str, value: str) -> Array:
        """Which rows of these facts have the year, the type or the state."""
        column = facts[COLUMNS[name]]
        if name == "year":
            years = self.asked.years or range(0)
            return (column >= max(1, years.start)) & (column < years.stop)
        words = self.columns.kinds if name == "type" else self.columns.states
        wanted = "" if name == "state" and value == UNSTATED else value
        return column == (words.index(wanted) if wanted in words else -1)

    def _by(self, name: str, slugs: str) -> Filter:
        """Of several authors, divided by commas, any will do; who has been merged is who it is now."""
        found = {row.standing.pk: row.standing for row in _AUTHORS(slugs.split(",")[:MOST_VALUES])}.values()
        rows = [self.columns.authors.rows_with(author.pk) for author in found]
        either = np.logical_or.reduce(rows) if rows else self.columns.rows_of([])
        return Filter(name, slugs, " or ".join(map(str, found)) or slugs, either)

    def _on(self, name: str, slug: str) -> Filter:
        found = next((tag for tag in self._tags.values() if tag and tag.slug == slug), None)
        rows = self.columns.tags.rows_with(found.pk) if found else self.columns.rows_of([])
        return Filter(name, slug, str(found or slug), rows)


def chosen(query: QueryDict) -> Chosen:
    return Chosen(Asked.of(query))


def _label(name: str, value: str) -> str:
    if name == "year":
        return value.replace("-", "–")
    return state_label(value) if name == "state" else type_label(value)


def state_label(value: str) -> str:
    return _STATES.get(value) or value[:1].upper() + value[1:]


#: So many stand on a page.
PER_PAGE = 25
_SHOWN = PreparedForKeys(
    lambda keys: Publication.objects.published().filter(pk__in=keys).for_rows().order_by(),
    PER_PAGE,
)
_AUTHORS = PreparedForKeys(Author.objects.at, 1)


def shown(keys: list[int]) -> list[Publication]:
    """The rows of a page."""
    return _sorted(keys, {row.pk: row for row in _SHOWN(keys)})


def in_order(keys: Any, rows: PublicationQuerySet) -> list[Publication]:
    """The publications with these keys, in their order; what has gone off the site meanwhile is left out."""
    wanted = [int(key) for key in keys]
    return _sorted(wanted, rows.published().in_bulk(wanted))


def _sorted(keys: list[int], found: dict[int, Publication]) -> list[Publication]:
    return [found[key] for key in keys if key in found]
