"""Asking the index. Words are looked up; a phrase is looked for where its words are.

PostgreSQL's index knows words, not their places: to see whether a phrase is there, it reads an entry's whole
vector. So `starts` is looked at first, and of a very frequent phrase only the newest are read, one after the
other: the index would name all that have the words.
"""

import sys
from array import array
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from ..found import Found
from ..query import Phrase, Query, Term
from .building import BEGINNING, NEWEST

#: At most so many rows of each of two sorts are ranked: those with the words in their names, and any.
CANDIDATES = 500
#: Entries with a phrase are looked for, the newest first, until there are so many.
ENOUGH = 500
#: A phrase is frequent that so many of the newest hold, of as many as these.
FREQUENT, AMONG = 12, 300

_WEIGHTS = "'{0.05, 0.1, 0.5, 1}'"
_NEWEST = f"ORDER BY {NEWEST}"

Sql = tuple[str, list[object]]
Begins = list[list[str]]
#: Each with its rank, the newest first.
Ranks = list[tuple[float, int]]


def find(cursor: Any, query: Query, kind: str, number: int, without: str = "") -> Found:
    """The most relevant, and how many there are, without the entries that the other query names."""
    there = f"id NOT IN ({without})" if without else "true"
    if begins := _begins(query):
        return _with_phrase(cursor, query, kind, begins, there)
    return _with_words(cursor, query, kind, there)


def matching(query: Query, kind: str) -> Sql:
    """The keys of all that match, in no order: to be put into other conditions."""
    exact = match(query, kind)
    begins = _begins(query)
    if not begins:
        return "SELECT object_id FROM search_entry WHERE words @@ %s::tsquery", [exact]
    begun, starts = _begun(begins)
    # Only CASE makes sure that the short is looked at before the long. By itself: with a limit the planner
    # may read the whole table.
    return (
        "WITH hits AS MATERIALIZED (SELECT object_id FROM search_entry WHERE words @@ %s::tsquery "  # noqa: S608
        f"AND CASE WHEN {begun} THEN words @@ %s::tsquery ELSE false END) SELECT object_id FROM hits",
        [match(query, kind, "&"), *starts, exact],
    )


def _with_words(cursor: Any, query: Query, kind: str, there: str) -> Found:
    """In one question. Ranked are the newest entries only."""
    text = match(query, kind)
    newest = f"{_NEWEST} LIMIT {CANDIDATES}"
    cursor.execute(
        "WITH hits AS MATERIALIZED (SELECT id, date FROM search_entry "  # noqa: S608
        f"WHERE words @@ %s::tsquery AND {there}), "
        "candidates AS ((SELECT id FROM search_entry "
        f"WHERE (SELECT count(*) FROM hits) > {CANDIDATES} AND names @@ %s::tsquery AND {there} {newest}) "
        f"UNION (SELECT id FROM hits {newest})) "
        "SELECT object_id, (SELECT count(*) FROM hits) "
        "FROM search_entry WHERE id IN (SELECT id FROM candidates) "
        f"ORDER BY ts_rank({_WEIGHTS}, words, %s::tsquery, 1) DESC, date DESC NULLS LAST, id DESC",
        [text, text, text],
    )
    rows = cursor.fetchall()
    return Found(rows[0][1] if rows else 0, [key for key, _ in rows])


def _with_phrase(cursor: Any, query: Query, kind: str, begins: Begins, there: str) -> Found:
    """Among the newest, or else first where it may be, then, the newest first, where it is."""
    newest, is_all = _among_newest(cursor, query, kind, begins, there)
    if is_all or len(newest) >= ENOUGH:
        return _ranked(newest if is_all else newest[:ENOUGH], more=not is_all)
    begun, starts = _begun(begins)
    cursor.execute(
        f"SELECT id FROM search_entry WHERE words @@ %s::tsquery AND {begun} AND {there} {_NEWEST}",  # noqa: S608
        [match(query, kind, "&"), *starts],
    )
    ids = [pk for (pk,) in cursor.fetchall()]
    found: Ranks = []
    at = 0
    while at < len(ids) and len(found) < ENOUGH:
        found += _having(cursor, ids[at : at + ENOUGH], match(query, kind))
        at += ENOUGH
    return _ranked(found, more=at < len(ids))


def _ranked(found: Ranks, more: bool) -> Found:
    """The best first; of equals the newest, as they came."""
    return Found(len(found), [key for _, key in sorted(found, key=lambda one: -one[0])], more)


def _among_newest(cursor: Any, query: Query, kind: str, begins: Begins, there: str) -> tuple[Ranks, bool]:
    """A frequent phrase, until there are enough; and whether nothing is left to look at.

    It ends early where the phrase is not frequent.
    """
    text, (begun, starts) = match(query, kind), _begun(begins)
    found: Ranks = []
    looked, many = 0, AMONG
    while True:
        cursor.execute(
            f"SELECT CASE WHEN {begun} THEN CASE WHEN words @@ %s::tsquery "  # noqa: S608
            f"THEN ts_rank({_WEIGHTS}, words, %s::tsquery, 1) END END, object_id "
            f"FROM search_entry WHERE kind = %s AND {there} {_NEWEST} LIMIT %s OFFSET %s",
            [*starts, text, text, kind, many, looked],
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
    with transaction.atomic(using=cursor.db.alias):
        return _keys(cursor, sql, params)


def _keys(cursor: Any, sql: str, params: list[object]) -> Sequence[int]:
    """All in one value: of very many rows, each by itself would cost more than finding them.

    Where a word is in most rows the planner would rather read all vectors, which are long, than the index.
    """
    cursor.execute("SET LOCAL enable_seqscan = off")
    cursor.execute(f"SELECT string_agg(int8send(object_id), ''::bytea) FROM ({sql}) AS found", params)  # noqa: S608
    found = array("q", cursor.fetchone()[0] or b"")
    cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
    if sys.byteorder == "little":
        found.byteswap()
    return found


def match(query: Query, kind: str, together: str = "<->") -> str:
    """The query as a `tsquery`. Words hold letters and digits only, so quoting is all it needs."""
    return " & ".join([f"'kind:{kind}'", *(_term(term, together) for term in query.terms)])


def _term(term: Term, together: str) -> str:
    star = ":*" if term.prefix else ""
    phrases = (f" {together} ".join(f"'{word}'" for word in words) + star for words in term.spellings)
    return "(" + " | ".join(f"({phrase})" for phrase in phrases) + ")"


def _begins(query: Query) -> Begins:
    """For each phrase what of which one must be in `starts`; none where a single word will do."""
    phrases = (term for term in query.terms if min(map(len, term.spellings)) > 1)
    return [[_beginnings(words) for words in term.spellings] for term in phrases]


def _beginnings(phrase: Phrase) -> str:
    return "".join(word[:BEGINNING].ljust(BEGINNING) for word in phrase)


def _begun(begins: Begins) -> tuple[str, list[str]]:
    """The condition that there are words that begin as those of the phrases do. LIKE takes longer."""
    one = "strpos(starts, %s) > 0"
    conditions = (f"(starts IS NULL OR {' OR '.join([one] * len(few))})" for few in begins)
    return " AND ".join(conditions), [begun for few in begins for begun in few]
