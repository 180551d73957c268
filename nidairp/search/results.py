"""What a page of results shows: how many there are of each kind, and some with the found words marked."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model
from django.utils.html import format_html, format_html_join

from . import index
from .marking import Piece, excerpt, marked
from .models import Entry
from .query import Query
from .sources import Source

PER_PAGE = 25
FEW = 5


def shown(pieces: list[Piece]) -> str:
    """As HTML: all of it escaped, what was found in `mark`."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if found else text,) for text, found in pieces)
    )


@dataclass(frozen=True)
class Result:
    found: Model
    entry: Entry
    query: Query

    @property
    def url(self) -> str:
        return str(self.found.get_absolute_url())  # type: ignore[attr-defined]

    @property
    def title(self) -> str:
        return shown(marked(self.entry.title, self.query))

    @property
    def people(self) -> str:
        return shown(excerpt(self.entry.people, self.query))

    @property
    def text(self) -> str:
        return shown(excerpt(self.entry.text, self.query))


@dataclass
class Group:
    """The results of one kind."""

    source: Source
    query: Query

    @cached_property
    def _found(self) -> index.Found:
        return index.best(self.query, self.source)

    @property
    def total(self) -> int:
        return self._found.total

    @property
    def more(self) -> bool:
        """Whether nobody has counted how many more there are."""
        return self._found.more

    @property
    def counted(self) -> str:
        return f"{'more than ' * self.more}{self.total}"

    @property
    def is_cut(self) -> bool:
        """Whether there are more than can be looked through."""
        return self.more or self.reachable < self.total

    @property
    def reachable(self) -> int:
        return len(self._found.keys)

    @cached_property
    def first(self) -> list[Result]:
        return self._results(self._found.keys[:FEW])

    def page(self, number: Any) -> Page:
        page = Paginator(self._found.keys, PER_PAGE).get_page(number)
        page.object_list = self._results(list(page.object_list))
        return page

    def _results(self, keys: list[int]) -> list[Result]:
        """In this order; what has just gone off the site is left out, whatever the index says."""
        found = self.source.public().in_bulk(keys)
        entries = Entry.objects.filter(kind=self.source.kind, object_id__in=keys)
        by_key = {entry.object_id: entry for entry in entries}
        return [Result(found[key], by_key[key], self.query) for key in keys if key in found and key in by_key]
