"""Where an image or a file is used, so that nobody takes it from under somebody's article.

Rows that point at it are found by the foreign keys themselves. What stands in texts has no key: the shell
registers who looks there, for the library knows no app that uses it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import ForeignKey, Model
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

Search = Callable[[Model], Iterable[Model]]
_in_texts: list[Search] = []


@dataclass(frozen=True)
class Use:
    kind: str
    name: str
    url: str


def register(search: Search) -> None:
    """``search`` gives the rows in whose text the image or file stands."""
    if search not in _in_texts:
        _in_texts.append(search)


def of(used: Model, may_see: Callable[[Model], bool] = lambda place: True) -> list[Use]:
    """Each place once, those that people would name: of a row in a table, what the table belongs to."""
    rows = [*pointing_at(used), *standing_in_texts(used)]
    places = dict.fromkeys(row.used_in() if hasattr(row, "used_in") else row for row in rows)
    return list(dict.fromkeys(_shown(place) if may_see(place) else _unseen(place) for place in places))


def _shown(place: Model) -> Use:
    return Use(_kind(place), str(place), _address(place))


def _unseen(place: Model) -> Use:
    """That it is there is no secret, for it protects what it uses; what it says is one, unless public."""
    if getattr(place, "is_public", False):
        return Use(_kind(place), str(place), place.get_absolute_url())  # type: ignore[attr-defined]
    return Use(_kind(place), "a draft of somebody else", "")


def pointing_at(used: Model) -> list[Model]:
    return [
        row
        for relation in used._meta.related_objects
        if isinstance(relation.field, ForeignKey)
        for row in relation.related_model._base_manager.filter(**{relation.field.name: used.pk})
    ]


def standing_in_texts(used: Model) -> list[Model]:
    return [row for search in _in_texts for row in search(used)]


def _kind(place: Model) -> str:
    return str(capfirst(place._meta.verbose_name))


def _address(place: Model) -> str:
    """Its form in the admin; empty where it has none."""
    options = place._meta
    try:
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[place.pk])
    except NoReverseMatch:
        return ""
