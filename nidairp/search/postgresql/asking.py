"""Asking the index. Words are looked up; a phrase is looked for where its words are.

PostgreSQL's index knows words, not their places: to see whether a phrase is there, it reads an entry's whole
vector. So `hashes` are looked at instead, or, where a phrase ends with the beginning of a word, first. Of a
very frequent phrase only the newest are looked at, one by one: the index would name all that have the words.

All kinds are asked for in one statement: to plan one for each took longer than to find what is rare.
"""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper as Connection

from ..found import Asked, Found
from ..query import Query
from ..triggers import literal
from .building import NEWEST
from .matching import by_index
from .phrases import Near, Sql, holding, lacking, near
from .together import EXACTLY, NEWEST_FIRST, RANK, WEIGHTS, Together, there
from .tsquery import has_beginnings, likely, match
from .values import packed, unpacked

#: At most so many rows of each of two sorts are ranked: those with the words in their names, and any.
CANDIDATES = 500
#: Entries with a phrase are looked for, the newest first, until there are so many.
ENOUGH = 500
#: A phrase is frequent that so many of the newest hold, of as many as these.
FREQUENT, AMONG = 30, 300

#: Each with its rank, the newest first.
Ranks = list[tuple[float, int]]


def find(connection: Connection, query: Query, asked: Sequence[Asked]) -> list[Found]:
    """Of each kind the most relevant, and how many there are."""
    where = near(query)
    found = (
        _with_phrase(connection, query, where, asked) if where else _counted(connection, query, where, asked)
    )
    return [found[one] for one in asked]


def _with_phrase(
    connection: Connection, query: Query, where: Near, asked: Sequence[Asked]
) -> dict[Asked, Found]:
    found: dict[Asked, Found] = {}
    for one, (newest, is_all) in _among_newest(connection, query, where, asked).items():
        if is_all:
            found[one] = _ranked(newest)
        elif len(newest) >= ENOUGH:
            found[one] = _ranked(newest[:ENOUGH], _named(connection, query, one))
    by_index = _counted if where.says_all else _looked_through
    return found | by_index(connection, query, where, [one for one in asked if one not in found])


def _counted(
    connection: Connection, query: Query, where: Near | None, asked: Sequence[Asked]
) -> dict[Asked, Found]:
    """Ranked are the newest entries only, of which it is known in which places of the table they are.

    OFFSET keeps the planner from looking at the newest one by one, which reads the long vectors of very many.
    """
    if not asked:
        return {}
    words, known = likely(connection, query)
    # What stands in names knows no pairs of frequent words.
    in_names = (words, known) if has_beginnings(query) else ("%s::tsquery", [match(query)])
    held, params = holding(where, (EXACTLY, [])) if where else ("true", [])
    lacks, more = lacking(query, (EXACTLY, []))
    together = Together(query, asked, likely=(words, known), named=in_names)
    newest, best_first = f"{NEWEST_FIRST} LIMIT {CANDIDATES}", f"ORDER BY {RANK} DESC, {NEWEST}"
    for number, one in enumerate(asked):
        hits, total, named = f"hits{number}", f"(SELECT number FROM total{number})", f"named{number}"  # noqa: S608
        public = f"{there(one)} AND {held} AND {lacks}"
        # Unwanted words are so wherever they stand.
        wanted = f"{public} AND id IN (SELECT id FROM {hits})" if query.unwanted else public  # noqa: S608
        together.first(
            f"{hits} AS MATERIALIZED (SELECT ctid AS place, id, date FROM search_entry "  # noqa: S608
            f"WHERE words @@ (SELECT likely FROM asked) AND {public}), "
            f"total{number} AS MATERIALIZED (SELECT count(*) AS number FROM {hits}), "
            f"{named} AS (SELECT ctid AS place, id, date FROM search_entry "
            f"WHERE {total} > {CANDIDATES} AND names @@ (SELECT named FROM asked) AND {wanted} OFFSET 0), "
            f"candidates{number} AS ((SELECT place FROM {named} {newest}) "
            f"UNION (SELECT place FROM {hits} {newest}))",
            [*params, *more, *params, *more],
        )
        together.of(
            f"SELECT {number}, {total}, (SELECT {packed('object_id', best_first)} FROM search_entry "  # noqa: S608
            f"WHERE ctid = ANY (ARRAY(SELECT place FROM candidates{number})))"
        )
    rows = together.ask(connection)
    return {asked[number]: Found(total, unpacked(keys).tolist()) for number, total, keys in rows}


def _looked_through(
    connection: Connection, query: Query, where: Near, asked: Sequence[Asked]
) -> dict[Asked, Found]:
    """Where it may be, the newest first, until there are enough."""
    if not asked:
        return {}
    together = Together(query, asked, likely=likely(connection, query))
    for number, one in enumerate(asked):
        together.first(
            f"hits{number} AS MATERIALIZED (SELECT ctid AS place, id, date FROM search_entry "  # noqa: S608
            f"WHERE words @@ (SELECT likely FROM asked) AND {where.sql} AND {there(one)})",
            where.params,
        )
        first = f"SELECT place FROM hits{number} {NEWEST_FIRST} LIMIT {ENOUGH}"  # noqa: S608
        together.of(
            f"SELECT {number}, (SELECT {packed('id', NEWEST_FIRST)} FROM hits{number}), "  # noqa: S608
            f"array_agg({RANK} {NEWEST_FIRST}), array_agg(object_id {NEWEST_FIRST}) "
            f"FROM (SELECT * FROM search_entry WHERE ctid = ANY (ARRAY({first})) OFFSET 0) AS candidates "
            f"WHERE {EXACTLY}"
        )
    found = {}
    for number, several, ranks, keys in together.ask(connection):
        one, ids = asked[number], unpacked(several).tolist()
        ranked: Ranks = [*zip(ranks or (), keys or (), strict=True)]
        at = ENOUGH
        while at < len(ids) and len(ranked) < ENOUGH:
            ranked += _having(connection, ids[at : at + ENOUGH], match(query))
            at += ENOUGH
        found[one] = _ranked(ranked, _named(connection, query, one) if at < len(ids) else None)
    return found


def _named(connection: Connection, query: Query, one: Asked) -> Ranks:
    """Those with the words in their names: of what very many have, these are wanted however old they are.

    Not of beginnings: GIN would gather all words that begin so, which takes seconds for one letter.
    """
    if has_beginnings(query):
        return []
    wanted = (
        f"SELECT id FROM search_entry WHERE names @@ %s::tsquery AND {there(one, literal(one.at))} "  # noqa: S608
        f"{NEWEST_FIRST} LIMIT {ENOUGH}"
    )
    with connection.cursor() as cursor:
        ids = [pk for (pk,) in by_index(cursor, wanted, [match(query)])]
    return _having(connection, ids, match(query)) if ids else []


def _ranked(found: Ranks, named: Ranks | None = None) -> Found:
    """The best first; of equals the newest, as they came. With `named` there are older ones, too."""
    ranks = {key: rank for rank, key in [*found, *(named or ())]}
    most = len(ranks) if named is None else ENOUGH
    keys = sorted(ranks, key=lambda key: -ranks[key])[:most]
    return Found(len(keys), keys, more=named is not None)


def _among_newest(
    connection: Connection, query: Query, where: Near, asked: Sequence[Asked]
) -> dict[Asked, tuple[Ranks, bool]]:
    """A frequent phrase, until there are enough; and whether nothing is left to look at.

    It ends early where the phrase is not frequent.
    """
    # Of single words the hashes are not asked.
    is_phrases = not query.unwanted and all(term.phrases for term in query.terms)
    held = holding(where._replace(says_all=where.says_all and is_phrases), (EXACTLY, []))
    begun = _newest(connection, query, held, dict.fromkeys(asked, (AMONG, 0)))
    return {one: _older(connection, query, held, one, *begun[one]) for one in asked}


def _older(
    connection: Connection, query: Query, held: Sql, one: Asked, found: Ranks, looked: int
) -> tuple[Ranks, bool]:
    is_all = looked < AMONG
    while not is_all and len(found) < ENOUGH and len(found) * AMONG >= FREQUENT * looked:
        # So many as will hold the rest, if it is as frequent in what is older.
        many = AMONG // 2 + looked * (ENOUGH - len(found)) // len(found)
        more, last = _newest(connection, query, held, {one: (many, looked)})[one]
        found, looked, is_all = [*found, *more], looked + last, last < many
    return found, is_all


def _newest(
    connection: Connection, query: Query, held: Sql, asked: dict[Asked, tuple[int, int]]
) -> dict[Asked, tuple[Ranks, int]]:
    """Of so many, after as many, those that hold it; and how many there were to look at."""
    together = Together(query, list(asked))
    condition, params = held
    for number, (one, (many, after)) in enumerate(asked.items()):
        together.of(
            f"SELECT {number}, count(*), array_agg(rank) FILTER (WHERE rank IS NOT NULL), "  # noqa: S608
            "array_agg(object_id) FILTER (WHERE rank IS NOT NULL) "
            f"FROM (SELECT CASE WHEN {condition} THEN {RANK} END AS rank, object_id "
            f"FROM search_entry WHERE {there(one)} {NEWEST_FIRST} LIMIT {many} OFFSET {after}) AS newest",
            params,
        )
    kinds = list(asked)
    rows = together.ask(connection, is_planned=not any(after for _, after in asked.values()))
    return {
        kinds[number]: ([*zip(ranks or (), keys or (), strict=True)], looked)
        for number, looked, ranks, keys in rows
    }


def _having(connection: Connection, ids: list[int], text: str) -> Ranks:
    """Those that match, each with its rank, the newest first. OFFSET keeps the planner from the index."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ts_rank({WEIGHTS}, words, %s::tsquery, 1), object_id "  # noqa: S608
            "FROM (SELECT * FROM search_entry WHERE id = ANY(%s) OFFSET 0) AS candidates "
            f"WHERE words @@ %s::tsquery {NEWEST_FIRST}",
            [text, ids, text],
        )
        return list(cursor.fetchall())
