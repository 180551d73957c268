"""One statement for several kinds: to plan one for each took longer than to find what is rare.

The question is a value of it, of which the planner knows nothing (`SELECT` keeps it from looking): so it goes
by the index however frequent a word is, and its plan does for every question. What is written in many ways,
such as several phrases, is planned each time.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper as Connection

from nidairp.planned import planning_once

from ..found import Asked, gone
from ..query import Query
from ..triggers import literal
from .building import NEWEST
from .phrases import Sql
from .tsquery import match

NEWEST_FIRST = f"ORDER BY {NEWEST}"
WEIGHTS = "'{0.05, 0.1, 0.5, 1}'"
#: Whether it matches, and how well. Both read the long vector.
EXACTLY = "words @@ (SELECT exactly FROM asked)"
RANK = f"ts_rank({WEIGHTS}, words, (SELECT exactly FROM asked), 1)"  # noqa: S608
#: Questions with one phrase in so many spellings are asked so often that a connection keeps their plans.
SPELLINGS = 3


def there(one: Asked, at: str = "") -> str:
    """The condition that it is of the kind and public, now or `at` a moment.

    The kind is written in: of a parameter the planner may not know which index it means.
    """
    away = gone(at) if at else "SELECT id FROM gone"
    return of_kind(one.kind) + (f" AND id NOT IN ({away})" if one.at else "")


def of_kind(kind: str) -> str:
    return f"kind = {literal(kind)}"


class Together:
    """What is asked of each kind, put together bit by bit, with what is said once for all of them."""

    def __init__(self, query: Query, asked: Sequence[Asked], **others: Sql) -> None:
        self._query = query
        values = {"exactly": ("%s::tsquery", [match(query)]), **others}
        columns = ", ".join(f"{sql} AS {name}" for name, (sql, _) in values.items())
        self._with = [f"asked AS MATERIALIZED (SELECT {columns})"]
        self._params = [value for _, params in values.values() for value in params]
        if moments := {one.at for one in asked if one.at}:
            [at] = moments
            self.first(f"gone AS MATERIALIZED ({gone('%s')})", [at, at])
        self._selects: list[str] = []
        self._more: list[object] = []

    def first(self, sql: str, params: Sequence[object] = ()) -> None:
        """Tables to select from."""
        self._with.append(sql)
        self._params += params

    def of(self, sql: str, params: Sequence[object] = ()) -> None:
        self._selects.append(f"({sql})")
        self._more += params

    def ask(self, connection: Connection, *, is_planned: bool = True) -> list[Any]:
        sql = f"WITH {', '.join(self._with)} {' UNION ALL '.join(self._selects)}"
        params = [*self._params, *self._more]
        if is_planned and _is_usual(self._query):
            connection = planning_once(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())


def _is_usual(query: Query) -> bool:
    phrases = [term.phrases for term in query.terms if term.phrases]
    plain = not any(term.phrases for term in query.unwanted)
    return plain and len(phrases) < 2 and all(len(several) <= SPELLINGS for several in phrases)
