"""Which kinds of content are checked, and what is special about each: posts and pages register here."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Model, QuerySet

from .checks import CHECKS, Check
from .checks.subject import Figure

#: The rows of a form's tables as they were sent, by the prefix of their fields.
Rows = Mapping[str, list[dict[str, str]]]


class Kind:
    """One kind of content. ``rows`` is None for what is stored, else what is typed in the form's tables."""

    model: ClassVar[type[Model]]
    checks: Sequence[Check] = CHECKS

    def published(self) -> QuerySet:
        """With all that ``figure`` and ``facts`` ask for, in a fixed number of queries."""
        return self.model._default_manager.published()  # type: ignore[attr-defined]

    def figure(self, obj: Any, rows: Rows | None = None) -> Figure | None:
        return None

    def facts(self, obj: Any, rows: Rows | None = None) -> dict[str, object]:
        return {}


_kinds: dict[type[Model], Kind] = {}


def register(kind: type[Kind]) -> type[Kind]:
    _kinds[kind.model] = kind()
    return kind


def all_kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_of(model: type[Model]) -> Kind:
    return _kinds[model]
