"""What the migrations wrote is put back, table by table, before a test with transactions of its own.

Django keeps it as JSON and saves each of its 650 rows by itself: half of what such a test took.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.transaction import atomic


class Rows(NamedTuple):
    """The rows of one table as the database gave them, and the SQL that writes one, there or not."""

    sql: str
    rows: list[tuple[Any, ...]]


def putting_back(connection: BaseDatabaseWrapper) -> Callable[[str], None]:
    """Takes the place of `creation.deserialize_db_from_string`: what it is given is not looked at."""
    kept = [rows for model in _models(connection) if (rows := _rows(connection, model)).rows]

    def put_back(_: str) -> None:
        with atomic(using=connection.alias), connection.cursor() as cursor:
            for sql, rows in kept:
                cursor.executemany(sql, rows)

    return put_back


def _models(connection: BaseDatabaseWrapper) -> list[type[Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.can_migrate(connection)
    ]


def _rows(connection: BaseDatabaseWrapper, model: type[Model]) -> Rows:
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    columns = [quote(field.column) for field in model._meta.local_concrete_fields if not field.generated]
    named, places = ", ".join(columns), ", ".join(["%s"] * len(columns))
    again = ", ".join(f"{column} = excluded.{column}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {named} FROM {table}")  # noqa: S608 - names of the models
        rows = cursor.fetchall()
    sql = f"INSERT INTO {table} ({named}) VALUES ({places}) ON CONFLICT ({key}) DO UPDATE SET {again}"  # noqa: S608
    return Rows(sql, rows)
