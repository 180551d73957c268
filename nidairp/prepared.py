"""A queryset whose SQL is put together once and asked many times: for the few that most pages need.

To put together the SQL of an article with its neighbours takes Django longer than the database needs to
answer, and it is the same each time but for its values. The rows come as from any other queryset, and the
database plans it once, too.
"""

import copy
import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators
from django.utils import timezone

from nidairp.planned import planning_once

#: Of each type values that no row has; the number tells one from another.
STANDING_FOR: dict[type, Callable[[int], Any]] = {
    int: lambda number: 9_007_199_254_000_000 + number,
    str: lambda number: f"\x02{number}\x03",
    datetime.date: lambda number: datetime.date(9000 + number, 1, 1),
    datetime.datetime: lambda number: datetime.datetime(9000 + number, 1, 1, tzinfo=datetime.UTC),
}
Value = int | str | datetime.date | datetime.datetime
Within = tuple[str, Callable[..., QuerySet]]
NOW = "now"
_PLACE = re.compile("%[s%]")
#: Databases have a limit to the values of one question.
MANY = 500


class Prepared:
    """`build` makes a queryset from named numbers, texts, days and moments.

    It may ask the time, but not the day.
    It may compare the values and begin a slice with one (``rows[start : start + 20]``), but not count with
    them otherwise or change them. `within` is SQL with places for another queryset of the same values and for
    the first, which may look at what that finds as at a table.
    """

    def __init__(self, build: Callable[..., QuerySet], within: Within | None = None) -> None:
        self._build, self._within = build, within
        self._statements: dict[str, Statement] = {}

    def __call__(self, **values: Value) -> list[Any]:
        return self.read(**values).made()

    def read(self, **values: Value) -> "Read":
        """What the database says, before anything is made of it: for who has made something of the same."""
        vendor = connections["default"].vendor
        if vendor not in self._statements:
            self._statements[vendor] = _statement(self._build, self._within, values)
        return self._statements[vendor].read(values)


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
    #: Each parameter by its name, so each is sent once, wherever it stands.
    sql: str
    #: Those that are always the same; the others are called as the values are.
    params: dict[str, Any]
    rows_of: "Rows"

    def read(self, values: dict[str, Any]) -> "Read":
        alias = self.like.db
        connection = connections[alias]
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        known = {NOW: now, **{name: _adapted(value, connection) for name, value in values.items()}}
        with planning_once(connection).cursor() as cursor:
            cursor.execute(self.sql, self.params | known)
            return Read(cursor.fetchall(), self, alias)  # all at once: they are few


@dataclass(frozen=True, slots=True)
class Read:
    rows: Sequence[Sequence[Any]]
    _statement: Statement
    _alias: str

    def made(self) -> list[Any]:
        found = self._statement.rows_of(self.rows, self._alias)
        prefetch_related_objects(found, *self._statement.like._prefetch_related_lookups)
        return found


class Rows:
    """Makes objects of what was read, as a queryset does; but what does not go by the rows is found out once.

    To ask each field what becomes of its column, and which columns are whose, takes longer than to make one.
    Of a ``values_list`` the rows stay what they are.
    """

    def __init__(self, like: QuerySet, compiler: Any) -> None:
        columns = [column for column, _, _ in compiler.select]
        self._are_values = like._iterable_class is ValuesListIterable
        if not self._are_values and like._iterable_class is not ModelIterable:
            raise ValueError("Only objects and lists of values are prepared.")
        if compiler.has_composite_fields(columns):
            raise ValueError("What is of several columns is not prepared.")
        self._model, self._compiler = like.model, compiler
        self._converters = compiler.get_converters(columns)
        if not self._are_values:
            self._find_out(columns)

    def _find_out(self, columns: Sequence[Any]) -> None:
        """Which columns are the object's own, which stand beside these, and which are of another object."""
        compiler = self._compiler
        fields = compiler.klass_info["select_fields"]
        self._own = slice(fields[0], fields[-1] + 1)
        self._names = [column.target.attname for column in columns[self._own]]
        self._beside = list(compiler.annotation_col_map.items())
        self._related: dict[str, list[Any]] = {}

    def __call__(self, rows: Iterable[Sequence[Any]], alias: str) -> list[Any]:
        if self._converters:
            # The compiler knows the connection of the thread that prepared this, which another must not use.
            compiler = copy.copy(self._compiler)
            compiler.connection = connections[alias]
            rows = compiler.apply_converters(rows, self._converters)
        if self._are_values:
            return list(map(tuple, rows))
        if (related := self._related.get(alias)) is None:
            info = self._compiler.klass_info
            related = self._related[alias] = get_related_populators(info, self._compiler.select, alias)
        return [self._made(row, alias, related) for row in rows]

    def _made(self, row: Sequence[Any], alias: str, related: list[Any]) -> Any:
        made = self._model.from_db(alias, self._names, row[self._own])
        for one in related:
            one.populate(row, made)
        for name, at in self._beside:
            setattr(made, name, row[at])
        return made


def _adapted(value: Value, connection: Any) -> Any:
    """As it stands among the parameters."""
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, datetime.date) else value


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
    names: list[str] = []
    always: dict[tuple[type, str], str] = {}
    same: dict[str, Any] = {}
    for value in params:
        if value in by_value:
            names.append(by_value[value])
        elif type(value) is type(earliest) and earliest <= value <= latest:
            names.append(NOW)
        else:
            names.append(always.setdefault((type(value), repr(value)), f"always{len(always)}"))
            same[names[-1]] = value
    in_order = iter(names)
    named = _PLACE.sub(lambda place: f"%({next(in_order)})s" if place[0] == "%s" else place[0], sql)
    for name in standing.keys() - set(names):
        # Where a slice begins stands in the SQL itself.
        named, times = re.subn(rf"\bOFFSET {standing[name]}\b", f"OFFSET %({name})s", named)
        if not times:
            raise ValueError(f"The value of {name} has not come through as it was.")
    return Statement(like, named, same, Rows(like, compiler))
