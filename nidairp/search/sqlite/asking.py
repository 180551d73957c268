"""Asking the index. FTS5 knows where each word stands, so of phrases, too, it says exactly who has them.

How frequent something is it does not know: to count, and to rank, it goes through all that have it. Of what
has a phrase, whose words may be in very many, only the newest are looked at.
"""

import json
from collections.abc import Sequence
from typing import Any

from ..found import COUNTED, Asked, Found
from ..query import Query, Term
from ..sources import KINDS
from .building import LISTED, TEXTS
from .ranking import WEIGHTS, scores

#: At most so many rows of each of two sorts are ranked: those with the words in their names, and any.
CANDIDATES = 1000
#: Entries with a phrase are looked for, the newest first, until there are so many.
ENOUGH = 500

_NAMES = "{title people identifiers}"
_FROM = "FROM search_words WHERE search_words MATCH %s"
# The last column is the kind's, which says nothing of relevance.
_RANK = f"bm25(search_words, {', '.join(map(str, WEIGHTS))}, 0)"


def find(cursor: Any, query: Query, asked: Sequence[Asked]) -> list[Found]:
    """Of each kind the most relevant, and how many there are."""
    if any(term.phrases for term in query.terms):
        return _with_phrase(cursor, query, asked)
    return [_counted(cursor, query, *one) for one in asked]


def _with_phrase(cursor: Any, query: Query, asked: Sequence[Asked]) -> list[Found]:
    """Asked once for all kinds, and again of those of which that says too little."""
    newest = _newest(cursor, match(query), asked)
    found = []
    for one in asked:
        ids = [pk for pk in newest if pk % KINDS == one.number]
        if len(ids) <= ENOUGH < len(newest):
            ids = _newest(cursor, match(query, one.kind), [one])
        keys = _ranked(cursor, query, ids[:ENOUGH])
        found.append(Found(len(keys), keys, more=len(ids) > ENOUGH))
    return found


def _newest(cursor: Any, text: str, asked: Sequence[Asked]) -> list[int]:
    """One more than enough, where there are more."""
    cursor.execute(f"SELECT rowid {_there(asked)} ORDER BY rowid DESC LIMIT {ENOUGH + 1}", [text])
    return [pk for (pk,) in cursor.fetchall()]


def _ranked(cursor: Any, query: Query, ids: Sequence[int]) -> list[int]:
    """The best first; of equals the newest."""
    if not ids:
        return []
    cursor.execute(
        f"SELECT object_id, {', '.join(TEXTS)} FROM search_entry "  # noqa: S608
        "WHERE id IN (SELECT value FROM json_each(%s)) ORDER BY date DESC, id DESC",
        [json.dumps(ids)],
    )
    keys, entries = zip(*((key, texts) for key, *texts in cursor.fetchall()), strict=True)
    ranked = sorted(zip(scores(query, entries), keys, strict=True), key=lambda one: -one[0])
    return [key for _, key in ranked]


def _counted(cursor: Any, query: Query, kind: str, number: int, without: str) -> Found:
    """By FTS5's own rank, which weighs each word of a question by all its places.

    The kind, which may have most places of all, is no such word: the keys say it, too.
    """
    words, ours = match(query), match(query, kind)
    there = _there([Asked(kind, number, without)])
    cursor.execute(f"SELECT count(*), min(rowid), max(rowid) {there}", [ours])
    total, first, last = cursor.fetchone()
    if not total:
        return Found(0, [])
    if total <= CANDIDATES:
        parts = [(words, first)]
    else:
        # Unwanted words are so wherever they stand.
        names = f"{_NAMES} : ({words}){_unwanted(query)}"
        parts = [(names, _since(cursor, f'"_{kind}" AND {names}')), (words, _since(cursor, ours))]
    ranked = (
        f"SELECT rowid AS id, {_RANK} AS score {there} "
        f"AND rowid BETWEEN %s AND %s AND rowid %% {KINDS} = {number}"
    )
    # By itself, for bm25() works only where nothing else is done.
    cursor.execute(
        f"WITH ranked AS MATERIALIZED ({' UNION ALL '.join([ranked] * len(parts))}), "  # noqa: S608
        "found AS (SELECT id, min(score) AS score FROM ranked GROUP BY id) "
        "SELECT entry.object_id FROM found JOIN search_entry AS entry ON entry.id = found.id "
        f"ORDER BY found.score, entry.date DESC, entry.id DESC LIMIT {CANDIDATES}",
        [value for text, since in parts for value in (text, since, last)],
    )
    return Found(total, [key for (key,) in cursor.fetchall()])


def any_with(cursor: Any, query: Query, asked: Sequence[Asked]) -> bool:
    """Whether there is one."""
    numbers = ", ".join(str(one.number) for one in asked)
    some = f"SELECT 1 {_there(asked)} AND rowid %% {KINDS} IN ({numbers}) LIMIT 1"
    cursor.execute(some, [match(query)])
    return cursor.fetchone() is not None


def _there(asked: Sequence[Asked]) -> str:
    """What matches, without what is not to be found."""
    gone = dict.fromkeys(one.without for one in asked if one.without)
    return _FROM + "".join(f" AND rowid NOT IN ({ids})" for ids in gone)


def _since(cursor: Any, text: str) -> int:
    """The oldest of the newest that are ranked."""
    oldest = f"SELECT rowid {_FROM} ORDER BY rowid DESC LIMIT 1 OFFSET {CANDIDATES - 1}"
    cursor.execute(oldest, [text])
    return int((cursor.fetchone() or (0,))[0])


def matching(cursor: Any, query: Query, kind: str) -> tuple[str, list[object]]:
    """The keys of all that match, in no order: to be put into other conditions."""
    return f"SELECT rowid / {KINDS} {_FROM}", [match(query, kind)]


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
        f"SELECT term, (SELECT count(*) FROM (SELECT 1 {_FROM.replace('%s', match)} LIMIT {COUNTED})) "  # noqa: S608
        f"AS number FROM json_each(%s) AS word CROSS JOIN {LISTED} AS listed ON term = word.value "
        "WHERE number > 0",
        [json.dumps(words)],
    )
    return list(cursor.fetchall())


def match(query: Query, kind: str = "") -> str:
    """The query in FTS5's own language. Words hold letters and digits only, so quoting is all it needs."""
    wanted = " AND ".join([f'"_{kind}"'] * bool(kind) + [_term(term) for term in query.terms])
    return wanted + _unwanted(query)


def _unwanted(query: Query) -> str:
    return "".join(f" NOT {_term(term)}" for term in query.unwanted)


def _term(term: Term) -> str:
    phrases = (f'"{" ".join(words)}"' + " *" * (words in term.begun) for words in term.spellings)
    return f"({' OR '.join(phrases)})"
