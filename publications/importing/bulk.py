"""Many rows in one go: COPY on PostgreSQL, `executemany` on SQLite, and the same to the caller.

The one place that goes past Django's ORM. It sees rows, not their meaning: what has to be true of a
publication is `writing`'s business. Names of tables and columns come from our own models only.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, JSONField, Model

Row = Sequence[Any]

_IMPORTS_LOCK = 0x6E696461
# Made once: `json.dumps` would make an encoder for each value.
_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def lock_imports() -> None:
    """Waits until no other import writes; held until the transaction ends.

    SQLite needs nothing here: its transactions begin IMMEDIATE and have the file to themselves.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_IMPORTS_LOCK])


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
            places = ", ".join(["%s"] * len(fields))
            command = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608
            cursor.executemany(command, list(ready))


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
