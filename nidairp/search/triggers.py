"""From a source's rows to the SQL that a trigger runs: the same select, for the rows that have just changed.

So what the public may see is said once, by the source, also where the database itself does the writing.
"""

import datetime
from typing import Any

from django.db.models.expressions import RawSQL

from .sources import MOMENTS, NAMES, Source

COLUMNS = ", ".join(("kind", *NAMES))
#: What makes an entry another one than it was.
CONTENT = ("title", "people", "identifiers", "text", "date", *MOMENTS)


def taking(source: Source, key: str = "") -> str:
    """Writes the entries of the published rows, or of the one with this key, where they differ."""
    sets = ", ".join(f"{name} = excluded.{name}" for name in CONTENT)
    old = ", ".join(f"search_entry.{name}" for name in CONTENT)
    new = ", ".join(f"excluded.{name}" for name in CONTENT)
    return (
        f"INSERT INTO search_entry ({COLUMNS}) SELECT {literal(source.kind)}, taken.* "  # noqa: S608
        f"FROM ({selecting(source, key)}) AS taken WHERE true "
        f"ON CONFLICT (kind, object_id) DO UPDATE SET {sets} WHERE ({old}) IS DISTINCT FROM ({new});"
    )


def dropping(source: Source, which: str) -> str:
    """Removes the entries whose `object_id` is `which`."""
    return f"DELETE FROM search_entry WHERE kind = {literal(source.kind)} AND object_id {which};"  # noqa: S608


def dropping_unpublished(source: Source, which: str, key: str = "") -> str:
    """The same, but for those of published rows; where `which` is one row, `key` says so here, too."""
    public = inlined(_only(source.rows().order_by().values("pk"), key))
    return dropping(source, f"{which} AND object_id NOT IN ({public})")


def selecting(source: Source, key: str = "") -> str:
    return inlined(_only(source.entries(), key))


def _only(rows: Any, key: str) -> Any:
    """`=` and not `IN`: SQLite would go through all that is public, by an index, for each row."""
    return rows.filter(pk=RawSQL(key, ())) if key else rows  # noqa: S611


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
