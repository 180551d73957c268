"""Many rows in one go: COPY on PostgreSQL, `VALUES` of many rows on SQLite, and the same to the caller.

The one place that goes past Django's ORM. It sees rows, not their meaning: what has to be true of a
publication is `writing`'s business. Names of tables and columns come from our own models only.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, JSONField, Model

Row = Sequence[Any]

#: KiB of pages that SQLite may hold in memory.
_ROOM = 384 * 1024
_IN_MEMORY = 2
#: SQLite's own limit, where nobody has raised it.
_MOST_VALUES = 32_766
# Made once: `json.dumps` would make an encoder for each value.
_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@contextmanager
def room() -> Iterator[None]:
    """Memory for a great many rows in one transaction.

    SQLite's own 2 MB hold few pages of the indexes, which are met in no order: the same pages went to the
    disk again and again, and before each statement what it would change went to a file beside it.
    """
    if connection.vendor != "sqlite":
        yield
        return
    before = {name: _pragma(name) for name in ("cache_size", "temp_store")}
    _set_pragmas({"cache_size": -_ROOM, "temp_store": _IN_MEMORY})
    try:
        yield
    finally:
        _set_pragmas(before)
        _pragma("shrink_memory")


def _set_pragmas(values: dict[str, int]) -> None:
    for name, value in values.items():
        # Where temporary tables go can only be said between transactions.
        if name != "temp_store" or not connection.in_atomic_block:
            _pragma(f"{name} = {value}")


def _pragma(text: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {text}")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def reserve(model: type[Model], count: int) -> list[int]:
    """So many primary keys that nobody else will get."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, count])
            return [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return list(range(last + 1, last + 1 + count))


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Adds rows; `names` are attributes of the model (`author_id`), in the order of each row."""
    fields = [_field(model, name) for name in names]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    ready = _adapted(fields, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
        else:
            for several in _together(ready, len(fields)):
                places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(several))
                command = f"INSERT INTO {table} ({columns}) VALUES {places}"  # noqa: S608
                cursor.execute(command, list(chain.from_iterable(several)))


def update(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Changes rows; the last value of each row is its primary key."""
    fields = [_field(model, name) for name in names]
    ready = list(_adapted([*fields, model._meta.pk], rows))
    if not ready:
        return
    quote = connection.ops.quote_name
    places = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    command = f"UPDATE {quote(model._meta.db_table)} SET {places} WHERE id = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(command, ready)


def delete(model: type[Model], pks: Sequence[int]) -> None:
    """Removes rows on which nothing depends any more; runs no signals."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {table} WHERE id = %s", [(pk,) for pk in pks])  # noqa: S608


def _together(rows: Iterable[Row], width: int) -> Iterator[list[Row]]:
    """As many rows as SQLite takes in one statement.

    One statement for each row costs twice as much: before each statement in a transaction, SQLite has
    the search write down what it knows of the one before.
    """
    left = iter(rows)
    while several := list(islice(left, _MOST_VALUES // width)):
        yield several


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    return next(field for field in model._meta.concrete_fields if name in (field.attname, field.name))


def _adapted(fields: Sequence[Any], rows: Iterable[Row]) -> Iterable[Row]:
    """The rows as the database wants them; only the few columns that need it are touched."""
    adapters: list[tuple[int, Callable[[Any], Any]]] = [
        (at, adapt) for at, field in enumerate(fields) if (adapt := _adapter(field))
    ]
    return (_adapted_row(row, adapters) for row in rows) if adapters else rows


def _adapted_row(row: Row, adapters: Sequence[tuple[int, Callable[[Any], Any]]]) -> Row:
    ready = list(row)
    for at, adapt in adapters:
        ready[at] = adapt(ready[at])
    return ready


def _adapter(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, JSONField):
        return _json
    if isinstance(field, DateTimeField):
        return _once_each(connection.ops.adapt_datetimefield_value)
    return _once_each(connection.ops.adapt_datefield_value) if isinstance(field, DateField) else None


def _once_each(adapt: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """An import writes the same moment, and few days, thousands of times."""
    return lru_cache(maxsize=1000)(adapt)


def _json(value: Any) -> str:
    if not value:
        return "[]" if isinstance(value, list) else "{}"
    return _TO_JSON(value)
