"""What readers find by some words, the lists and choices of the admin find by them, too.

Django looks for the letters of each word in a few columns: “etude” is not in “Étude” then, nor “GABAA” in
“GABA<sub>A</sub>”, nor a DOI with its address. The shell says for each model what readers find of it, which
is of the public alone; what is hidden is found by its letters, as before.

To look for letters in all rows of a long table takes seconds. So where the shell says which rows are hidden,
letters are looked for in these, and in the others only if no words are found.
"""

from collections.abc import Callable
from functools import reduce
from typing import NamedTuple

from django.contrib import admin
from django.db.models import Case, Model, Q, QuerySet, Value, When
from django.http import HttpRequest

#: Of these rows those that have the words; ``none()`` where it is known that none has.
Finder = Callable[[QuerySet, str], QuerySet]


class Readers(NamedTuple):
    find: Finder
    #: Which rows they cannot see; of few rows nobody needs to say it.
    hidden: Q | None


_readers: dict[type[Model], Readers] = {}


def plug_in(model: type[Model], finder: Finder, hidden: Q | None = None) -> None:
    _readers[model] = Readers(finder, hidden)


class AsReadersAdmin(admin.ModelAdmin):
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        called, repeats = super().get_search_results(request, queryset, search_term)
        readers = _readers.get(self.model)
        if readers is None or not search_term.strip():
            return called, repeats
        spoken_of = readers.find(self.model._base_manager.order_by(), search_term)
        if readers.hidden is not None and not spoken_of.query.is_empty():
            called = called.filter(readers.hidden)
        return queryset.filter(pk__in=_keys(called).union(_keys(spoken_of))), False

    def titled_first(self, found: QuerySet, search_term: str) -> QuerySet:
        """Who chooses one mostly types its title: before those that only speak of it."""
        words = search_term.split()
        if not words:
            return found
        has_all = reduce(Q.__and__, (Q(title__plain__icontains=word) for word in words))
        order = found.query.order_by or self.model._meta.ordering
        return found.order_by(Case(When(has_all, then=Value(0)), default=Value(1)), *order)


def _keys(rows: QuerySet) -> QuerySet:
    return rows.order_by().values("pk")
