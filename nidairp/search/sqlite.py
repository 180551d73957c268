"""The index on SQLite: an FTS5 table that holds words only, kept by triggers; `search_entry` has the texts.

The triggers call `search_plain` and `search_fold`, which every connection of this program brings along. Other
programs can read the file, and write to it only where nothing is searched.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from .found import COUNTED, Found
from .letters import fold, plain
from .query import Query, Term
from .sources import KINDS, Source
from .triggers import dropping, dropping_unpublished, taking

FUNCTIONS = {"search_fold": fold, "search_plain": plain}
#: At most so many rows of each of two sorts are ranked: those with the words in their names, and any.
CANDIDATES = 1000
#: It knows of each entry the same, whenever that was written.
GROWS = False
#: So many begin very many words.
LAST_LETTERS = 2

_TEXTS = ("title", "people", "identifiers", "text")
_NAMES = "{title people identifiers}"
_LISTED = "search_words_listed"
_FROM = "FROM search_words WHERE search_words MATCH %s"
# One weight for each column, in the table's order; the last is the kind's, which says nothing of relevance.
_RANK = "bm25(search_words, 10, 6, 10, 1, 0)"


def folded(row: str) -> str:
    return ", ".join(f"search_fold({row}.{name})" for name in _TEXTS) + f", '_' || {row}.kind"


# No word holds the sign before a kind.
_COLUMNS = f"{', '.join(_TEXTS)}, kind"
_ADD = f"INSERT INTO search_words (rowid, {_COLUMNS}) VALUES (new.id, {folded('new')});"  # noqa: S608
_TAKE_OUT = (
    f"INSERT INTO search_words (search_words, rowid, {_COLUMNS}) "  # noqa: S608
    f"VALUES ('delete', old.id, {folded('old')});"
)


def anew(sources: Sequence[Source]) -> Iterator[str]:
    """The statements that make and fill it, in one transaction; who reads goes on with what was there."""
    yield from unbuild(sources)
    # Before the triggers are there: they would take words out of an index that has none yet.
    yield "DELETE FROM search_entry"
    yield from _made(sources)
    for source in sources:
        yield taking(source)


def in_place(sources: Sequence[Source]) -> Iterator[str]:
    """It stands where it was made."""
    return iter(())


def looks(sources: Sequence[Source]) -> Iterator[str]:
    """Nobody can be in the way of the one transaction that writes."""
    return iter(())


def hold() -> str:
    """Only one transaction writes at a time anyway."""
    return "SELECT 1"


def _made(sources: Iterable[Source]) -> Iterator[str]:
    """Without content."""
    yield (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5({_COLUMNS}, "
        # Nearly every entry has a word that begins with any two letters: going through all these takes long.
        "content = '', prefix = '2', tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")"
    )
    yield f"CREATE VIRTUAL TABLE IF NOT EXISTS {_LISTED} USING fts5vocab(search_words, row)"
    yield f"CREATE TRIGGER search_words_add AFTER INSERT ON search_entry BEGIN {_ADD} END"
    yield f"CREATE TRIGGER search_words_change AFTER UPDATE ON search_entry BEGIN {_TAKE_OUT} {_ADD} END"
    yield f"CREATE TRIGGER search_words_remove AFTER DELETE ON search_entry BEGIN {_TAKE_OUT} END"
    for source in sources:
        table, take = source.model._meta.db_table, taking(source, "new.id")
        gone = dropping_unpublished(source, "= new.id", "new.id")
        away = dropping(source, "= old.id")
        yield f"CREATE TRIGGER {table}_search_add AFTER INSERT ON {table} BEGIN {take} END"
        yield f"CREATE TRIGGER {table}_search_change AFTER UPDATE ON {table} BEGIN {gone} {take} END"
        yield f"CREATE TRIGGER {table}_search_remove AFTER DELETE ON {table} BEGIN {away} END"


def server_rules(cursor: Any) -> tuple[str, ...]:
    """All that the index is made by stands here."""
    return ()


def unbuild(sources: Iterable[Source]) -> Iterator[str]:
    for name in ("add", "change", "remove"):
        yield f"DROP TRIGGER IF EXISTS search_words_{name}"
        for source in sources:
            yield f"DROP TRIGGER IF EXISTS {source.model._meta.db_table}_search_{name}"
    yield f"DROP TABLE IF EXISTS {_LISTED}"
    yield "DROP TABLE IF EXISTS search_words"


def find(cursor: Any, query: Query, kind: str, number: int, without: str = "") -> Found:
    """The most relevant, and how many there are, without the entries that the other query names.

    Ranking weighs each word of a question by all its places. The kind, which may have most places of all, is
    no such word: the keys say it, too.
    """
    if not _may_be(cursor, query, kind):
        return Found(0, [])
    words, ours = match(query), match(query, kind)
    there = f"{_FROM} AND rowid NOT IN ({without})" if without else _FROM
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


def any_with(cursor: Any, query: Query, kind: str, number: int, without: str) -> bool:
    """Whether there is one."""
    if not _may_be(cursor, query, kind):
        return False
    there = f"{_FROM} AND rowid NOT IN ({without})" if without else _FROM
    cursor.execute(f"SELECT 1 {there} LIMIT 1", [match(query, kind)])
    return cursor.fetchone() is not None


def _may_be(cursor: Any, query: Query, kind: str) -> bool:
    """Whether any of the kind has the words before the last letters of phrases.

    What begins with one letter is put together anew by each question, from nearly all that the index has.
    """
    before = tuple(map(_without_last_letters, query.terms))
    if before == query.terms:
        return True
    cursor.execute(f"SELECT 1 {_FROM} LIMIT 1", [match(replace(query, terms=before, unwanted=()), kind)])
    return cursor.fetchone() is not None


def _without_last_letters(term: Term) -> Term:
    cut = {words: words[:-1] for words in term.begun if len(words) > 1 and len(words[-1]) <= LAST_LETTERS}
    if not cut:
        return term
    return Term(tuple(cut.get(words, words) for words in term.spellings), term.begun - cut.keys())


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
        f"AS number FROM json_each(%s) AS word CROSS JOIN {_LISTED} AS listed ON term = word.value "
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
