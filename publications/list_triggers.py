"""Triggers that mark a segment of `models.listing` where what it was made of changes; SQL, and no models.

People and tags that are added mark nothing themselves: `Publication.refresh()` and the importer's writer
change the publication's own row, too.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

#: So many bits of an id tell publications of one segment apart.
SEGMENT_BITS = 10

PUBLICATION = "publications_publication"
CONTRIBUTION = "publications_contribution"
TAGGING = "publications_publication_tags"
MARK = "publications_listmark"
SEGMENT = "publications_listsegment"
TABLES = {PUBLICATION, CONTRIBUTION, TAGGING, MARK, SEGMENT}
_MARK_ONCE = f"INSERT OR REPLACE INTO {MARK} (id, segment, token)"
#: What of a publication is in the columns. PostgreSQL's triggers for whole statements cannot be told so.
_LISTED = "id, is_public, sort_date, year, entry_type, pubstate, title, authors_text, editors_text"
#: Which row of which table tells the publication: table, event, row, column.
WATCHED = [
    (PUBLICATION, "INSERT", "NEW", "id"),
    (PUBLICATION, "UPDATE", "NEW", "id"),
    (PUBLICATION, "DELETE", "OLD", "id"),
    (CONTRIBUTION, "UPDATE", "NEW", "publication_id"),
    (CONTRIBUTION, "DELETE", "OLD", "publication_id"),
    (TAGGING, "DELETE", "OLD", "publication_id"),
]


def before_tables_change(plan: list[Any], **kwargs: Any) -> None:
    """Where SQLite makes a table anew, its triggers would be in the way, and lost."""
    if plan:
        lie_down()


def after_tables_changed(sender: Any, **kwargs: Any) -> None:
    if set(connection.introspection.table_names()) >= TABLES and not is_standing():
        with transaction.atomic():
            stand()
            sender.get_model("ListSegment").objects.settle()


def is_standing() -> bool:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {_name(*watched) for watched in WATCHED} <= {name for (name,) in cursor.fetchall()}


def stand() -> None:
    """Makes the triggers, and marks all that is there."""
    _run(_dropping())
    _run(statement for watched in WATCHED for statement in _making(*watched))
    _run([f"DELETE FROM {table}" for table in (MARK, SEGMENT)])  # noqa: S608
    _run([_marking(f"FROM {PUBLICATION}", "id")])


def lie_down() -> None:
    _run(_dropping())


def _name(table: str, event: str, row: str, column: str) -> str:
    return f"{table}_list_{event.lower()}"


def _marking(rows: str, column: str) -> str:
    """SQLite, with one writer at a time, has one mark for a segment, with a new token each time.

    On PostgreSQL marks are added and never changed, so that nobody waits for somebody else's transaction.
    """
    segments = f"(SELECT DISTINCT {column} >> {SEGMENT_BITS} AS segment {rows}) AS changed"
    if connection.vendor == "sqlite":
        return f"{_MARK_ONCE} SELECT segment, segment, random() FROM {segments}"  # noqa: S608
    token = "(random() * 1e15)::bigint"
    return f"INSERT INTO {MARK} (segment, token) SELECT segment, {token} FROM {segments}"  # noqa: S608


def _making(table: str, event: str, row: str, column: str) -> Iterator[str]:
    name = _name(table, event, row, column)
    if connection.vendor == "sqlite":
        segment = f"{row}.{column} >> {SEGMENT_BITS}"
        mark = f"{_MARK_ONCE} VALUES ({segment}, {segment}, random());"
        of = f"OF {_LISTED}" if (table, event) == (PUBLICATION, "UPDATE") else ""
        yield f"CREATE TRIGGER {name} AFTER {event} {of} ON {table} BEGIN {mark} END"
        return
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {_marking('FROM changed_rows', column)}; RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {row} TABLE AS changed_rows "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


def _dropping() -> Iterator[str]:
    there = connection.introspection.table_names()
    for watched in WATCHED:
        if watched[0] in there:
            on_table = "" if connection.vendor == "sqlite" else f" ON {watched[0]}"
            yield f"DROP TRIGGER IF EXISTS {_name(*watched)}{on_table}"


def _run(statements: Iterator[str] | list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
