"""Where an image or a file is used, so that nobody takes it from under somebody's article.

Rows that point at it are found by the foreign keys themselves. What stands in texts, and in versions that are
no rows, has no key: the shell registers who looks there, for the library knows no app that uses it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Count, Model
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

from .models.stored import keys_to

#: Something that uses it, and where in it that stands; nothing where it is plain to see.
Place = tuple[Model, str]


class Elsewhere(Protocol):
    """Who looks where no key leads."""

    def in_texts(self, used: Model) -> Iterable[Model]:
        """The rows in whose text it stands."""

    def in_drafts(self, used: Model) -> Iterable[Place]:
        """What names it in a version that is still to come."""

    def in_versions(self, used: Model) -> Iterable[Place]:
        """What named it when the public saw it."""

    def counted(self, model: type[Model]) -> Counter[int]:
        """How often each of a kind stands in texts and drafts, by its key."""


_elsewhere: list[Elsewhere] = []


@dataclass(frozen=True)
class Use:
    kind: str
    name: str
    url: str
    where: str = ""


def register(elsewhere: Elsewhere) -> None:
    if elsewhere not in _elsewhere:
        _elsewhere.append(elsewhere)


Sees = Callable[[Model], bool]


def of(used: Model, may_see: Sees = lambda place: True) -> list[Use]:
    """Each place once, those that people would name: of a row in a table, what the table belongs to."""
    return _shown_all(_present(used), may_see)


def before(used: Model, may_see: Sees = lambda place: True) -> list[Use]:
    """What showed it to the public once. To be asked where nothing uses it now: that protects it more."""
    return _shown_all(_versions(used), may_see)


def counted(model: type[Model], rows: Sequence[Any], elsewhere: Counter[int]) -> Counter[int]:
    """How often each of these rows is used, in a few queries for all of them."""
    count: Counter[int] = Counter()
    for key in keys_to(model):
        column = key.field.attname
        using = key.related_model._base_manager.filter(**{f"{column}__in": [row.pk for row in rows]})
        count.update(dict(using.order_by().values_list(column).annotate(Count("pk"))))
    count.update(elsewhere)
    return count


def elsewhere(model: type[Model]) -> Counter[int]:
    count: Counter[int] = Counter()
    for one in _elsewhere:
        count.update(one.counted(model))
    return count


def _present(used: Model) -> dict[Model, str]:
    rows = [*pointing_at(used), *standing_in_texts(used)]
    places = {(row.used_in() if hasattr(row, "used_in") else row): "" for row in rows}
    for one in _elsewhere:
        for place, where in one.in_drafts(used):
            places.setdefault(place, where)
    return places


def _versions(used: Model) -> dict[Model, str]:
    places: dict[Model, str] = {}
    for one in _elsewhere:
        for place, where in one.in_versions(used):
            places.setdefault(place, where)
    return places


def _shown_all(places: dict[Model, str], may_see: Sees) -> list[Use]:
    shown = (_shown(place, where) if may_see(place) else _unseen(place) for place, where in places.items())
    return list(dict.fromkeys(shown))


def _shown(place: Model, where: str) -> Use:
    return Use(_kind(place), str(place), _address(place), where)


def _unseen(place: Model) -> Use:
    """That it is there is no secret, for it protects what it uses; what it says is one, unless public."""
    if getattr(place, "is_public", False):
        return Use(_kind(place), str(place), place.get_absolute_url())  # type: ignore[attr-defined]
    return Use(_kind(place), "a draft of somebody else", "")


def pointing_at(used: Model) -> list[Model]:
    return [
        row
        for key in keys_to(type(used))
        for row in key.related_model._base_manager.filter(**{key.field.name: used.pk})
    ]


def standing_in_texts(used: Model) -> list[Model]:
    return [row for one in _elsewhere for row in one.in_texts(used)]


def _kind(place: Model) -> str:
    return str(capfirst(place._meta.verbose_name))


def _address(place: Model) -> str:
    """Its form in the admin; empty where it has none."""
    options = place._meta
    try:
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[place.pk])
    except NoReverseMatch:
        return ""
