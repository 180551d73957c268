"""All that match, in no order: to be put into other conditions, or as keys."""

from collections.abc import Sequence
from typing import Any

from ..query import Query
from .phrases import Sql, holding, lacking, near, surely
from .together import of_kind
from .tsquery import likely, match
from .values import packed, unpacked


def matching(cursor: Any, query: Query, kind: str) -> Sql:
    """The keys, as SQL."""
    where = near(query)
    words, known = likely(cursor.db, query)
    lacks, more = lacking(query, _exactly(query))
    if not where:
        plain = f"SELECT object_id FROM search_entry WHERE {of_kind(kind)} AND words @@ {words}"  # noqa: S608
        return f"{plain} AND {lacks}", [*known, *more]
    # By itself: with a limit the planner may read the whole table.
    sure = None if where.says_all else surely(cursor, query, of_kind(kind))
    held, params = holding(where, _exactly(query), sure)
    return (
        "WITH hits AS MATERIALIZED (SELECT object_id FROM search_entry "  # noqa: S608
        f"WHERE {of_kind(kind)} AND words @@ {words} AND {held} AND {lacks}) "
        "SELECT object_id FROM hits",
        [*known, *params, *more],
    )


def _exactly(query: Query) -> Sql:
    """Reads the long vector."""
    return "words @@ %s::tsquery", [match(query)]


def keys(cursor: Any, sql: str, params: list[object]) -> Sequence[int]:
    [(value,)] = by_index(cursor, f"SELECT {packed('object_id')} FROM ({sql}) AS found", params)  # noqa: S608
    return unpacked(value)


def by_index(cursor: Any, sql: str, params: list[object], *settings: str) -> list[Any]:
    """Where a word is in most rows the planner would rather read all vectors, which are long, than the index.

    All go together, so that they are one transaction where there is none.
    """
    settings = ("enable_seqscan = off", *settings)
    before = "".join(f"SET LOCAL {setting}; " for setting in settings)
    after = "".join(f"; SET LOCAL {setting.split(' ')[0]} TO DEFAULT" for setting in settings)
    cursor.execute(f"{before}{sql}{after}", params)
    for _ in settings:
        cursor.nextset()
    return list(cursor.fetchall())
