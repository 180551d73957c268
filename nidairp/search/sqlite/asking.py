"""Asking the index. FTS5 knows where each word stands, so of phrases, too, it says exactly who has them.

How frequent something is it does not know: to count, and to rank, it goes through all that have it. What
has a phrase, whose words may be in very many, is not counted beyond some.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper as Connection

from ..found import COUNTED, Asked, Found, gone
from ..query import Query, Term
from ..sources import KINDS
from ..triggers import literal
from .building import IN_NAMES, LISTED, NAMES, TEXTS, WORDS
from .ranking import WEIGHTS, scores

#: Of words, and of phrases, so many of the newest of each of two sorts are ranked: see `_candidates`.
CANDIDATES, ENOUGH = 1000, 500
#: Of each text so much is looked at to rank it: to fold a long one takes a while.
BEGINNING = 4000

_IN_NAMES = f"{{{' '.join(IN_NAMES)}}}"
# The last column is the kind's, which says nothing of relevance.
_RANK = f"bm25({WORDS}, {', '.join(map(str, WEIGHTS))}, 0)"


class Place(NamedTuple):
    """Where words are looked for: in a table of the index, or in some of its columns."""

    table: str = WORDS
    columns: str = ""


ANYWHERE = Place()


class Candidates(NamedTuple):
    """Ids of one kind, the newest first: with the words in their names, and with them anywhere."""

    named: list[int]
    anywhere: list[int]
    #: Whether there are others.
    more: bool


def find(connection: Connection, query: Query, asked: Sequence[Asked]) -> list[Found]:
    """Of each kind the most relevant, and how many there are."""
    with connection.cursor() as cursor:
        return _find(cursor, query, asked)


def _find(cursor: Any, query: Query, asked: Sequence[Asked]) -> list[Found]:
    if any(term.phrases for term in query.terms):
        rank, most = _by_texts, ENOUGH
    else:
        rank, most = _by_places, CANDIDATES
    candidates = _candidates(cursor, query, asked, most)
    return [
        rank(cursor, query, one, those) if those.anywhere else Found(0, [])
        for one, those in zip(asked, candidates, strict=True)
    ]


def _candidates(cursor: Any, query: Query, asked: Sequence[Asked], most: int) -> list[Candidates]:
    """What is ranked of each kind: all; or the newest, and the newest of those with the words in their names.

    The newest are those that were entered last. To go by their dates, the dates of all would have to be read.
    """
    anywhere = _newest(cursor, query, ANYWHERE, asked, most)
    many = [one for one, ids in zip(asked, anywhere, strict=True) if len(ids) > most]
    # Unwanted words are so wherever they stand.
    in_names = Place(WORDS, _IN_NAMES) if query.unwanted else Place(NAMES)
    named = dict(zip(many, _newest(cursor, query, in_names, many, most), strict=True))
    return [
        Candidates(named.get(one, [])[:most], ids[:most], more=one in named)
        for one, ids in zip(asked, anywhere, strict=True)
    ]


def _newest(cursor: Any, query: Query, place: Place, asked: Sequence[Asked], most: int) -> list[list[int]]:
    """Of each kind one more than so many, where there are more.

    Asked once for all kinds, and again of those of which that says too little.
    """
    if not asked:
        return []
    ids = _ids(cursor, query, place, asked, most)
    of_each = [[pk for pk in ids if pk % KINDS == one.number] for one in asked]
    if len(ids) <= most:
        return of_each
    return [
        ours if len(ours) > most else _ids(cursor, query, place, [one], most, one.kind)
        for one, ours in zip(asked, of_each, strict=True)
    ]


def _ids(
    cursor: Any, query: Query, place: Place, asked: Sequence[Asked], most: int, kind: str = ""
) -> list[int]:
    cursor.execute(
        f"SELECT rowid {_there(asked, place.table)} ORDER BY rowid DESC LIMIT {most + 1}",
        [match(query, kind, place.columns)],
    )
    return [pk for (pk,) in cursor.fetchall()]


def _by_texts(cursor: Any, query: Query, one: Asked, candidates: Candidates) -> Found:
    """The best first; of equals the newest."""
    cursor.execute(
        f"SELECT object_id, {', '.join(f'substr({name}, 1, {BEGINNING})' for name in TEXTS)} "  # noqa: S608
        "FROM search_entry WHERE id IN (SELECT value FROM json_each(%s)) ORDER BY date DESC, id DESC",
        [json.dumps([*candidates.named, *candidates.anywhere])],
    )
    rows = cursor.fetchall()
    ranked = zip(scores(query, [texts for _, *texts in rows]), rows, strict=True)
    keys = [row[0] for _, row in sorted(ranked, key=lambda one: -one[0])][:ENOUGH]
    return Found(len(keys), keys, candidates.more)


def _by_places(cursor: Any, query: Query, one: Asked, candidates: Candidates) -> Found:
    """By FTS5's own rank, which weighs each word of a question by all its places.

    The kind, which may have most places of all, is no such word: the keys say it, too.
    """
    sorts = [(where, ids) for where, ids in ((_IN_NAMES, candidates.named), ("", candidates.anywhere)) if ids]
    ranked = (
        f"SELECT rowid AS id, {_RANK} AS score {_there([one])} "
        f"AND rowid BETWEEN %s AND %s AND rowid %% {KINDS} = {one.number}"
    )
    # By itself, for bm25() works only where nothing else is done.
    cursor.execute(
        f"WITH ranked AS MATERIALIZED ({' UNION ALL '.join([ranked] * len(sorts))}), "  # noqa: S608
        "found AS (SELECT id, min(score) AS score FROM ranked GROUP BY id) "
        "SELECT entry.object_id FROM found JOIN search_entry AS entry ON entry.id = found.id "
        f"ORDER BY found.score, entry.date DESC, entry.id DESC LIMIT {CANDIDATES}",
        [value for where, ids in sorts for value in (match(query, where=where), ids[-1], ids[0])],
    )
    keys = [key for (key,) in cursor.fetchall()]
    return Found(_count(cursor, query, one) if candidates.more else len(keys), keys)


def _count(cursor: Any, query: Query, one: Asked) -> int:
    cursor.execute(f"SELECT count(*) {_there([one])}", [match(query, one.kind)])
    return int(cursor.fetchone()[0])


def any_with(cursor: Any, query: Query, asked: Sequence[Asked]) -> bool:
    """Whether there is one."""
    numbers = ", ".join(str(one.number) for one in asked)
    some = f"SELECT 1 {_there(asked)} AND rowid %% {KINDS} IN ({numbers}) LIMIT 1"
    cursor.execute(some, [match(query)])
    return cursor.fetchone() is not None


def _there(asked: Sequence[Asked], table: str = WORDS) -> str:
    """What matches, without what is not to be found."""
    moments = {connection.ops.adapt_datetimefield_value(one.at) for one in asked if one.at}
    return _matching(table) + "".join(f" AND rowid NOT IN ({gone(literal(at))})" for at in moments)


def _matching(table: str = WORDS, text: str = "%s") -> str:
    return f"FROM {table} WHERE {table} MATCH {text}"


def matching(cursor: Any, query: Query, kind: str) -> tuple[str, list[object]]:
    """The keys of all that match, in no order: to be put into other conditions."""
    return f"SELECT rowid / {KINDS} {_matching()}", [match(query, kind)]


def keys(cursor: Any, sql: str, params: list[object]) -> Sequence[int]:
    cursor.execute(sql, params)
    return [key for (key,) in cursor.fetchall()]


def counted(cursor: Any, words: Sequence[str], kinds: Sequence[str]) -> list[tuple[str, int]]:
    """Those of the words that there are, with how many entries have it, up to some.

    Most are no words at all: the index's own list of words says so in a tenth of the time.
    """
    ours = " OR ".join(f'"_{kind}"' for kind in kinds)
    match = f"'({ours}) AND \"' || listed.term || '\"'"
    cursor.execute(
        f"SELECT term, (SELECT count(*) FROM (SELECT 1 {_matching(text=match)} LIMIT {COUNTED})) "  # noqa: S608
        f"AS number FROM json_each(%s) AS word CROSS JOIN {LISTED} AS listed ON term = word.value "
        "WHERE number > 0",
        [json.dumps(words)],
    )
    return list(cursor.fetchall())


def match(query: Query, kind: str = "", where: str = "") -> str:
    """The query in FTS5's own language. Words hold letters and digits only, so quoting is all it needs.

    What is unwanted is so wherever it stands.
    """
    wanted = " AND ".join(_term(term) for term in query.terms)
    there = [f'"_{kind}"'] * bool(kind) + [f"{where} : ({wanted})" if where else wanted]
    return " AND ".join(there) + "".join(f" NOT {_term(term)}" for term in query.unwanted)


def _term(term: Term) -> str:
    phrases = (f'"{" ".join(words)}"' + " *" * (words in term.begun) for words in term.spellings)
    return f"({' OR '.join(phrases)})"
