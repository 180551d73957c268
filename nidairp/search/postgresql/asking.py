"""Asking the index. Words are looked up; a phrase is looked for where its words are.

PostgreSQL's index knows words, not their places: to see whether a phrase is there, it reads an entry's whole
vector. So `hashes` are looked at instead, or, where a phrase ends with the beginning of a word, first. Of a
very frequent phrase only the newest are looked at, one by one: the index would name all that have the words.
"""

import sys
from array import array
from collections.abc import Sequence
from typing import Any

from ..found import COUNTED, Asked, Found
from ..query import Query
from ..triggers import literal
from .building import NEWEST
from .phrases import Near, Sql, holding, lacking, near, surely
from .tsquery import any_of, likely, match

#: At most so many rows of each of two sorts are ranked: those with the words in their names, and any.
CANDIDATES = 500
#: Entries with a phrase are looked for, the newest first, until there are so many.
ENOUGH = 500
#: Of so many words it is asked at once whether there are any.
AT_ONCE = 32
#: A phrase is frequent that so many of the newest hold, of as many as these.
FREQUENT, AMONG = 30, 300

#: The index names what it finds all at once, or one by one; and of what very many have, about so many.
_ALL_AT_ONCE = "enable_indexscan = off"
_SOME = f"gin_fuzzy_search_limit = {20 * COUNTED}"

_WEIGHTS = "'{0.05, 0.1, 0.5, 1}'"
_NEWEST = f"ORDER BY {NEWEST}"

#: Each with its rank, the newest first.
Ranks = list[tuple[float, int]]


def find(cursor: Any, query: Query, asked: Sequence[Asked]) -> list[Found]:
    """Of each kind the most relevant, and how many there are."""
    return [_find(cursor, query, _there(one)) for one in asked]


def _find(cursor: Any, query: Query, there: str) -> Found:
    where = near(query)
    return _with_phrase(cursor, query, where, there) if where else _counted(cursor, query, there, [])


def _with_phrase(cursor: Any, query: Query, where: Near, there: str) -> Found:
    newest, is_all = _among_newest(cursor, query, where, there)
    if is_all:
        return _ranked(newest)
    if len(newest) >= ENOUGH:
        return _ranked(newest[:ENOUGH], _named(cursor, query, there))
    if where.says_all:
        held, params = holding(where, _exactly(query))
        return _counted(cursor, query, f"{there} AND {held}", params)
    return _looked_through(cursor, query, where, there)


def matching(cursor: Any, query: Query, kind: str) -> Sql:
    """The keys of all that match, in no order: to be put into other conditions."""
    where = near(query)
    words, known = likely(cursor, query)
    lacks, more = lacking(query, _exactly(query))
    if not where:
        plain = f"SELECT object_id FROM search_entry WHERE {_of(kind)} AND words @@ {words}"  # noqa: S608
        return f"{plain} AND {lacks}", [*known, *more]
    # By itself: with a limit the planner may read the whole table.
    sure = None if where.says_all else surely(cursor, query, _of(kind))
    held, params = holding(where, _exactly(query), sure)
    return (
        "WITH hits AS MATERIALIZED (SELECT object_id FROM search_entry "  # noqa: S608
        f"WHERE {_of(kind)} AND words @@ {words} AND {held} AND {lacks}) "
        "SELECT object_id FROM hits",
        [*known, *params, *more],
    )


def _there(one: Asked) -> str:
    return _of(one.kind) + (f" AND id NOT IN ({one.without})" if one.without else "")


def _of(kind: str) -> str:
    """Written in: of a parameter the planner may not know which index it means."""
    return f"kind = {literal(kind)}"


def _exactly(query: Query) -> Sql:
    """Reads the long vector."""
    return "words @@ %s::tsquery", [match(query)]


def _counted(cursor: Any, query: Query, there: str, params: list[object]) -> Found:
    """In one question. Ranked are the newest entries only.

    OFFSET keeps the planner from looking at the newest one by one, which reads the long vectors of very many.
    """
    words, known = likely(cursor, query)
    lacks, more = lacking(query, _exactly(query))
    there, params = f"{there} AND {lacks}", [*params, *more]
    newest = f"{_NEWEST} LIMIT {CANDIDATES}"
    # What stands in names knows no pairs of frequent words.
    in_names, these = (words, known) if _has_beginnings(query) else ("%s::tsquery", [match(query)])
    # Unwanted words are so wherever they stand.
    named = f"{there} AND id IN (SELECT id FROM hits)" if query.unwanted else there  # noqa: S608
    rows = _by_index(
        cursor,
        "WITH hits AS MATERIALIZED (SELECT id, date FROM search_entry "  # noqa: S608
        f"WHERE words @@ {words} AND {there}), "
        "named AS (SELECT id, date FROM search_entry "
        f"WHERE (SELECT count(*) FROM hits) > {CANDIDATES} AND names @@ {in_names} AND {named} OFFSET 0), "
        f"candidates AS ((SELECT id FROM named {newest}) "
        f"UNION (SELECT id FROM hits {newest})) "
        "SELECT object_id, (SELECT count(*) FROM hits) "
        "FROM search_entry WHERE id IN (SELECT id FROM candidates) "
        f"ORDER BY ts_rank({_WEIGHTS}, words, %s::tsquery, 1) DESC, date DESC NULLS LAST, id DESC",
        [*known, *params, *these, *params, match(query)],
    )
    return Found(rows[0][1] if rows else 0, [key for key, _ in rows])


def _looked_through(cursor: Any, query: Query, where: Near, there: str) -> Found:
    """Where it may be, the newest first, until there are enough."""
    words, known = likely(cursor, query)
    wanted = f"SELECT id FROM search_entry WHERE words @@ {words} AND {where.sql} AND {there} {_NEWEST}"  # noqa: S608
    ids = [pk for (pk,) in _by_index(cursor, wanted, [*known, *where.params])]
    found: Ranks = []
    at = 0
    while at < len(ids) and len(found) < ENOUGH:
        found += _having(cursor, ids[at : at + ENOUGH], match(query))
        at += ENOUGH
    return _ranked(found, _named(cursor, query, there) if at < len(ids) else None)


def _named(cursor: Any, query: Query, there: str) -> Ranks:
    """Those with the words in their names: of what very many have, these are wanted however old they are.

    Not of beginnings: GIN would gather all words that begin so, which takes seconds for one letter.
    """
    if _has_beginnings(query):
        return []
    wanted = f"SELECT id FROM search_entry WHERE names @@ %s::tsquery AND {there} {_NEWEST} LIMIT {ENOUGH}"  # noqa: S608
    ids = [pk for (pk,) in _by_index(cursor, wanted, [match(query)])]
    return _having(cursor, ids, match(query)) if ids else []


def _has_beginnings(query: Query) -> bool:
    return any(term.begun for term in (*query.terms, *query.unwanted))


def _ranked(found: Ranks, named: Ranks | None = None) -> Found:
    """The best first; of equals the newest, as they came. With `named` there are older ones, too."""
    ranks = {key: rank for rank, key in [*found, *(named or ())]}
    most = len(ranks) if named is None else ENOUGH
    keys = sorted(ranks, key=lambda key: -ranks[key])[:most]
    return Found(len(keys), keys, more=named is not None)


def _among_newest(cursor: Any, query: Query, where: Near, there: str) -> tuple[Ranks, bool]:
    """A frequent phrase, until there are enough; and whether nothing is left to look at.

    It ends early where the phrase is not frequent.
    """
    # Of single words the hashes are not asked.
    is_phrases = not query.unwanted and all(term.phrases for term in query.terms)
    held, params = holding(where._replace(says_all=where.says_all and is_phrases), _exactly(query))
    found: Ranks = []
    looked, many = 0, AMONG
    while True:
        cursor.execute(
            f"SELECT CASE WHEN {held} THEN ts_rank({_WEIGHTS}, words, %s::tsquery, 1) END, object_id "  # noqa: S608
            f"FROM search_entry WHERE {there} {_NEWEST} LIMIT %s OFFSET %s",
            [*params, match(query), many, looked],
        )
        rows = cursor.fetchall()
        found += [row for row in rows if row[0] is not None]
        looked += len(rows)
        if len(rows) < many or len(found) >= ENOUGH or len(found) * AMONG < FREQUENT * looked:
            return found, len(rows) < many
        # So many as will hold the rest, if it is as frequent in what is older.
        many = AMONG // 2 + looked * (ENOUGH - len(found)) // len(found)


def _having(cursor: Any, ids: list[int], text: str) -> Ranks:
    """Those that match, each with its rank, the newest first. OFFSET keeps the planner from the index."""
    cursor.execute(
        f"SELECT ts_rank({_WEIGHTS}, words, %s::tsquery, 1), object_id "  # noqa: S608
        "FROM (SELECT * FROM search_entry WHERE id = ANY(%s) OFFSET 0) AS candidates "
        f"WHERE words @@ %s::tsquery {_NEWEST}",
        [text, ids, text],
    )
    return list(cursor.fetchall())


def keys(cursor: Any, sql: str, params: list[object]) -> Sequence[int]:
    """All in one value: of very many rows, each by itself would cost more than finding them."""
    in_one = f"SELECT string_agg(int8send(object_id), ''::bytea) FROM ({sql}) AS found"  # noqa: S608
    [(value,)] = _by_index(cursor, in_one, params)
    found = array("q", value or b"")
    if sys.byteorder == "little":
        found.byteswap()
    return found


def _by_index(cursor: Any, sql: str, params: list[object], *settings: str) -> list[Any]:
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


def any_with(cursor: Any, query: Query, asked: Sequence[Asked]) -> bool:
    """Whether there is one: where the words need not stand together, none is fetched or ranked."""
    return any(_any_with(cursor, query, _there(one)) for one in asked)


def _any_with(cursor: Any, query: Query, there: str) -> bool:
    if near(query) or query.unwanted:
        return _find(cursor, query, there).total > 0
    if len(query.terms) == 1:
        some = f"SELECT 1 FROM search_entry WHERE words @@ ANY (%s::tsquery[]) AND {there} LIMIT 1"  # noqa: S608
        if _by_index(cursor, some, [any_of(query.terms[0])], _ALL_AT_ONCE, _SOME):
            return True
    sql = f"SELECT 1 FROM search_entry WHERE words @@ %s::tsquery AND {there} LIMIT 1"  # noqa: S608
    return bool(_by_index(cursor, sql, [match(query)], _ALL_AT_ONCE))


def counted(cursor: Any, words: Sequence[str], kinds: Sequence[str]) -> list[Any]:
    """Those of the words that there are, with how many entries have it, up to some.

    Most are no words at all: of several at once that is told at the price of one. With a limit the planner
    would rather go through the entries by another index until it meets enough.
    """
    sql = (
        "WITH several AS (SELECT array_agg(word) AS words, "  # noqa: S608
        "array_agg(quote_literal(word)::tsquery) AS each "
        f"FROM unnest(%s::text[]) WITH ORDINALITY AS one (word, place) GROUP BY place / {AT_ONCE}), "
        f"known AS MATERIALIZED (SELECT words FROM several, {_number('ANY (each)', kinds, 1)}) "
        f"SELECT word, number FROM known, unnest(words) AS word, "
        f"{_number('quote_literal(word)::tsquery', kinds, COUNTED)}"
    )
    return _by_index(cursor, sql, [list(words)], _ALL_AT_ONCE, _SOME)


def _number(wanted: str, kinds: Sequence[str], most: int) -> str:
    """How many there are, for those of which there are any, to be joined."""
    ours = " OR ".join(f"({_of(kind)} AND words @@ {wanted})" for kind in kinds)
    few = f"SELECT 1 FROM search_entry WHERE {ours} LIMIT {most}"  # noqa: S608
    return f"LATERAL (SELECT count(*) AS number FROM ({few}) AS few HAVING count(*) > 0) AS there"  # noqa: S608
