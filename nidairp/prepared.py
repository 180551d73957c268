"""A queryset whose SQL is put together once and asked many times: for the few that most pages need.

To put together the SQL of an article with its neighbours takes Django longer than the database needs to
answer, and it is the same each time but for its values. The rows come as from any other queryset, and the
database plans it once, too.
"""

import copy
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from nidairp.planned import planning_once

#: Of each type values that no row has; the number tells one from another.
STANDING_FOR: dict[type, Callable[[int], Any]] = {
    int: lambda number: 9_007_199_254_000_000 + number,
    str: lambda number: f"\x02{number}\x03",
    datetime.date: lambda number: datetime.date(9000 + number, 1, 1),
}
Value = int | str | datetime.date
Within = tuple[str, Callable[..., QuerySet]]
NOW = "now"
#: Databases have a limit to the values of one question.
MANY = 500


class Prepared:
    """`build` makes a queryset from named numbers, texts and days; it may ask the time, but not the day.

    It may compare the values, but not count with them or change them. `within` is SQL with places for another
    queryset of the same values and for the first, which may look at what that finds as at a table.
    """

    def __init__(self, build: Callable[..., QuerySet], within: Within | None = None) -> None:
        self._build, self._within = build, within
        self._statements: dict[str, Statement] = {}

    def __call__(self, **values: Value) -> list[Any]:
        vendor = connections["default"].vendor
        if vendor not in self._statements:
            self._statements[vendor] = _statement(self._build, self._within, values)
        return self._statements[vendor].rows(values)


class PreparedForKeys:
    """Rows by their keys: the statement has places for so many, and places left over say one key again."""

    def __init__(self, build: Callable[[Sequence[Any]], QuerySet], places: int) -> None:
        self._build, self._places = build, places
        self._prepared = Prepared(lambda **values: build([*values.values()]))

    def __call__(self, keys: Sequence[int | str]) -> list[Any]:
        if not keys or len(keys) > self._places:
            parts = [keys[start : start + MANY] for start in range(0, len(keys), MANY)]
            return [row for part in parts for row in self._build(part)]
        last = len(keys) - 1
        return self._prepared(**{f"key{place}": keys[min(place, last)] for place in range(self._places)})


@dataclass(frozen=True, slots=True)
class Statement:
    like: QuerySet
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    #: Which of the parameters are which value.
    names: dict[int, str]

    def rows(self, values: dict[str, Any]) -> list[Any]:
        connection = connections[self.like.db]
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        known = {NOW: now, **{name: _adapted(value, connection) for name, value in values.items()}}
        params = [
            known[self.names[at]] if at in self.names else value for at, value in enumerate(self.params)
        ]
        compiler = copy.copy(self.compiler)
        compiler.connection = planning_once(connection)
        compiler.execute_sql = lambda *args, **kwargs: [self._asked(compiler.connection, params)]
        found = type(self.like)(self.like.model, _Ready(compiler), self.like._db)
        found._iterable_class = self.like._iterable_class
        found._prefetch_related_lookups = self.like._prefetch_related_lookups
        return list(found)

    def _asked(self, connection: Any, params: list[Any]) -> list[Any]:
        """All rows at once: they are few, and what is to be done with them is known."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return cursor.fetchall()


class _Ready:
    """In the place of a query that has become SQL already."""

    def __init__(self, compiler: Any) -> None:
        self._compiler = compiler
        self.is_sliced = False

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        return self._compiler


def _adapted(value: Value, connection: Any) -> Any:
    """As it stands among the parameters."""
    return connection.ops.adapt_datefield_value(value) if type(value) is datetime.date else value


def _statement(build: Callable[..., QuerySet], within: Within | None, values: dict[str, Any]) -> Statement:
    standing = {
        name: STANDING_FOR[type(value)](number) for number, (name, value) in enumerate(values.items())
    }
    begun = timezone.now()
    like = build(**standing)
    compiler = like.query.get_compiler(using=like.db)
    sql, params = compiler.as_sql()
    if compiler.has_extra_select:
        raise ValueError("There are columns that are not part of the rows.")
    if within:
        form, build_first = within
        first, first_params = build_first(**standing).query.get_compiler(using=like.db).as_sql()
        sql, params = form.format(first, sql), (*first_params, *params)
    adapt = connections[like.db].ops.adapt_datetimefield_value
    earliest, latest = adapt(begun), adapt(timezone.now())
    by_value = {_adapted(value, connections[like.db]): name for name, value in standing.items()}
    names: dict[int, str] = {}
    for at, value in enumerate(params):
        if value in by_value:
            names[at] = by_value[value]
        elif type(value) is type(earliest) and earliest <= value <= latest:
            names[at] = NOW
    if lost := standing.keys() - set(names.values()):
        raise ValueError(f"The values of {', '.join(sorted(lost))} have not come through as they were.")
    # What becomes of the columns is the same each time as well, and to ask each field takes a third of a row.
    converters = compiler.get_converters([column for column, _, _ in compiler.select])
    compiler.get_converters = lambda columns: converters
    is_composite = compiler.has_composite_fields([column for column, _, _ in compiler.select])
    compiler.has_composite_fields = lambda columns: is_composite
    return Statement(like, compiler, sql, tuple(params), names)
