"""The index as a whole: making it, filling it, asking it. Which engine answers is the database's business."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from nidairp.generation.source import reading

from . import postgresql, sqlite
from .found import Found
from .query import Query
from .sources import Source, registered
from .triggers import literal

_ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
#: So many keys are named one by one.
FEW = 800
_LAYOUT = "CREATE TABLE IF NOT EXISTS search_layout (digest varchar(64) NOT NULL)"
# What the letters become is part of the index, but stands in Python on SQLite: count up after changing it.
_LETTERS_VERSION = "1"


def engine() -> Any:
    return _ENGINES[connection.vendor]


def tables() -> set[str]:
    """All that must be there before the index can be."""
    return {"search_entry", *(source.model._meta.db_table for source in registered())}


@transaction.atomic
def stand() -> bool:
    """Makes and fills the index where it is not as the registered sources ask for; says whether it had to."""
    if _digest_there() == _digest():
        return False
    rebuild()
    return True


@transaction.atomic
def lie_down() -> None:
    """Takes away what follows the tables that migrations may change."""
    _run([_LAYOUT, "DELETE FROM search_layout", *engine().unbuild(registered())])


@transaction.atomic
def rebuild() -> int:
    """Everything anew, from the rows as they are; says how many entries there are then."""
    _run([_LAYOUT, engine().hold(), "DELETE FROM search_layout", *engine().anew(registered())])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_layout (digest) VALUES (%s)", [_digest()])
    return _number("SELECT count(*) FROM search_entry", [])


@transaction.atomic
def rebuild_if_grown() -> int | None:
    """The same where that makes it quicker to ask; None where not, or where somebody has just done it."""
    _run([engine().hold()])
    return rebuild() if has_grown() else None


def has_grown() -> bool:
    with connection.cursor() as cursor:
        return bool(engine().has_grown(cursor, registered()))


def best(query: Query, source: Source) -> Found:
    """The most relevant of one kind, best first."""
    if not query:
        return Found(0, [])
    with reading().cursor() as cursor:
        found: Found = engine().find(cursor, query, source.kind, source.number, _not_now(source))
    return found


def any_with(query: Query, source: Source) -> bool:
    """Whether there is anything, for those who need not know what."""
    if not query:
        return False
    with reading().cursor() as cursor:
        there: bool = engine().any_with(cursor, query, source.kind, source.number, _not_now(source))
    return there


def _not_now(source: Source) -> str:
    """The ids of the few entries that are not public yet, or no longer, as a query for them."""
    if not source.has_moments:
        return ""
    now = literal(reading().ops.adapt_datetimefield_value(timezone.now()))
    entries = "SELECT id FROM search_entry WHERE"
    return f"{entries} visible_from > {now} UNION ALL {entries} visible_until <= {now}"


def matching(rows: QuerySet[Any], query: Query, source: Source) -> QuerySet[Any]:
    """Those of the rows that have the words, in the order they had.

    Few are named by their keys: a planner that must guess how rare a word is may read the whole table.
    """
    if not query:
        return rows.none()
    with reading().cursor() as cursor:
        sql, params = engine().matching(cursor, query, source.kind)
        cursor.execute(f"{sql} LIMIT {FEW + 1}", params)
        keys = [key for (key,) in cursor.fetchall()]
    return rows.filter(pk__in=keys if len(keys) <= FEW else RawSQL(sql, params))  # noqa: S611


def keys(query: Query, source: Source) -> Sequence[int]:
    """The keys of all that have the words, in no order."""
    if not query:
        return []
    with reading().cursor() as cursor:
        return engine().keys(cursor, *engine().matching(cursor, query, source.kind))


def counted(words: Iterable[str], sources: Iterable[Source]) -> dict[str, int]:
    """Those of the words that any entry has, with how many have it; of frequent ones nobody counts all."""
    asked, kinds = sorted(words), [source.kind for source in sources]
    if not asked:
        return {}
    with reading().cursor() as cursor:
        return dict(engine().counted(cursor, asked, kinds))


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _number(sql: str, params: list[object]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.fetchone()[0])


def _digest() -> str:
    with connection.cursor() as cursor:
        rules = engine().server_rules(cursor)
    made = "\n".join([_LETTERS_VERSION, unicodedata.unidata_version, *rules, *engine().anew(registered())])
    return hashlib.sha256(made.encode()).hexdigest()


def _digest_there() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_LAYOUT)
        cursor.execute("SELECT max(digest) FROM search_layout")
        return str(cursor.fetchone()[0])
