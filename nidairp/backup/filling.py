"""Tables emptied and filled as they were, in the caller's transaction."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model

from nidairp.generation import triggers as generation
from nidairp.search import index
from publications import list_triggers
from publications.models import ListSegment

from .rows import AT_ONCE, Row
from .tables import columns, everything


def empty() -> None:
    """Without the triggers, which would follow each row; they come back by `finish`."""
    index.lie_down()
    list_triggers.lie_down()
    generation.lie_down()
    tables = [connection.ops.quote_name(model._meta.db_table) for model in everything()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)}")
        else:
            for table in tables:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def fill(model: type[Model], rows: Iterable[Row], last: int) -> None:
    """Past the models' own `save()`: what was stored is right as it is."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = ", ".join(quote(str(field.column)) for field in columns(model))
    ready = adapted(model, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns(model)))
            command = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608
            while several := list(islice(ready, AT_ONCE)):
                cursor.executemany(command, several)
    if last:
        go_on_after(model, last)


def adapted(model: type[Model], rows: Iterable[Row]) -> Iterator[list[Any]]:
    fields = columns(model)
    for row in rows:
        yield [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]


def go_on_after(model: type[Model], last: int) -> None:
    """The next row gets a key that no row has had."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, key, last])
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def finish() -> None:
    """What is made from the rows is made anew, and the database looks whether they fit together."""
    connection.check_constraints()
    index.stand()
    list_triggers.stand()
    ListSegment.objects.settle()
    generation.stand()
