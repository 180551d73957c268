"""From a source's rows to the SQL that a trigger runs: the same select, for the rows that have just changed.

So what the public may see is said once, by the source, also where the database itself does the writing.
"""

import datetime
from typing import Any

from django.db.models.expressions import RawSQL

from .sources import NAMES, Source

COLUMNS = ", ".join(("kind", *NAMES))
#: What makes an entry another one than it was.
CONTENT = ("title", "people", "identifiers", "text", "date")


def taking(source: Source, changed: str = "") -> str:
    """Writes the entries of published rows whose keys `changed` selects, or of all, where they differ."""
    sets = ", ".join(f"{name} = excluded.{name}" for name in CONTENT)
    old = ", ".join(f"search_entry.{name}" for name in CONTENT)
    new = ", ".join(f"excluded.{name}" for name in CONTENT)
    return (
        f"INSERT INTO search_entry ({COLUMNS}) SELECT {literal(source.kind)}, taken.* "  # noqa: S608
        f"FROM ({selecting(source, changed)}) AS taken WHERE true "
        f"ON CONFLICT (kind, object_id) DO UPDATE SET {sets} WHERE ({old}) IS DISTINCT FROM ({new});"
    )


def dropping(source: Source, changed: str, *, unpublished_only: bool) -> str:
    """Removes the entries of rows whose keys `changed` selects."""
    condition = f"kind = {literal(source.kind)} AND object_id IN ({changed})"
    if unpublished_only:
        public = source.rows().order_by().filter(pk__in=RawSQL(changed, ())).values("pk")  # noqa: S611
        condition += f" AND object_id NOT IN ({inlined(public)})"
    return f"DELETE FROM search_entry WHERE {condition};"  # noqa: S608


def selecting(source: Source, changed: str = "") -> str:
    rows = source.entries()
    return inlined(rows.filter(pk__in=RawSQL(changed, ())) if changed else rows)  # noqa: S611


def inlined(rows: Any) -> str:
    """The rows' own SQL with its values written in: a trigger has no parameters."""
    sql, params = rows.query.sql_with_params()
    return sql % tuple(literal(value) for value in params)


def literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str | datetime.date):
        return "'" + str(value).replace("'", "''") + "'"
    raise TypeError(f"A trigger cannot hold {value!r}.")
