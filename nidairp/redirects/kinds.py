"""What kinds of things have addresses, as the shell registers them, and what is at an address now.

So this app finds pages, posts and publications without knowing them, always by their ``published()``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import ResolverMatch, reverse

Finder = Callable[[QuerySet, str], QuerySet]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """``names``: the parts of the view's pattern, and the field of the row that each stands for."""

    model: type[Model]
    view: str
    names: dict[str, str]
    rows: Callable[[], QuerySet]
    search: Finder
    #: Views whose addresses have the same parts and move along: a feed, a file.
    followed_by: tuple[str, ...] = ()
    #: Of a row that is not public, the key of what stands in its place, if anything does.
    standing_in: Callable[[Any], Any] = lambda key: None

    def all_rows(self) -> QuerySet:
        """Public or not, with what their addresses are made of."""
        above = [field.rpartition("__")[0] for field in self.names.values() if "__" in field]
        rows = self.model._base_manager.all()
        return rows.select_related(*above) if above else rows

    def at(self, wanted: list[Key], rows: QuerySet | None = None) -> dict[Key, Model]:
        """The public rows (or those of ``rows``) whose addresses have these parts, out of one query."""
        rows = self.rows() if rows is None else rows
        narrowed = {
            f"{field}__in": {key[place] for key in wanted} for place, field in enumerate(self.names.values())
        }
        return {self.key(row): row for row in rows.filter(**narrowed)}

    def key(self, row: Model) -> Key:
        return tuple(str(attrgetter(field.replace("__", "."))(row)) for field in self.names.values())

    def asked_for(self, match: ResolverMatch) -> Key:
        return tuple(str(match.kwargs[name]) for name in self.names)

    def main_address(self, match: ResolverMatch) -> str:
        """The row's own address, from that of one of the views which follow it."""
        return reverse(self.view, kwargs={name: match.kwargs[name] for name in self.names})

    def following(self, row: Model, match: ResolverMatch) -> str:
        """The address of the same view for another row."""
        own: dict[str, Any] = dict(zip(self.names, self.key(row), strict=True))
        return reverse(match.view_name, kwargs={**match.kwargs, **own})


_by_view: dict[str, Kind] = {}
_by_model: dict[type[Model], Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        _by_model[kind.model] = kind
        _by_view.update(dict.fromkeys((kind.view, *kind.followed_by), kind))


def every_kind() -> list[Kind]:
    return list(_by_model.values())


def of_model(model: type[Model]) -> Kind | None:
    return _by_model.get(model)


def of_view(name: str) -> Kind | None:
    return _by_view.get(name)


def rows_at(matches: Iterable[ResolverMatch], *, public: bool = True) -> list[Model | None]:
    """The row that each view would show, or without ``public`` does not show; one query for each kind."""
    matches = list(matches)
    wanted: dict[Kind, list[Key]] = defaultdict(list)
    for match in matches:
        kind = _by_view[match.view_name]
        wanted[kind].append(kind.asked_for(match))
    found = {kind: kind.at(keys, None if public else kind.all_rows()) for kind, keys in wanted.items()}
    return [_found(found, match) for match in matches]


def _found(found: dict[Kind, dict[Key, Model]], match: ResolverMatch) -> Model | None:
    kind = _by_view[match.view_name]
    return found[kind].get(kind.asked_for(match))
