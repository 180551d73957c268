"""The index on SQLite: an FTS5 table that holds words only, kept by triggers; `search_entry` has the texts.

The triggers call `search_plain` and `search_fold`, which every connection of this program brings along. Other
programs can read the file, and write to it only where nothing is searched.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .letters import fold, plain
from .query import Query, Term
from .sources import KINDS, Source
from .triggers import dropping, dropping_unpublished, taking

FUNCTIONS = {"search_fold": fold, "search_plain": plain}
#: At most so many rows of each of two sorts are ranked: those with the words in their names, and any.
CANDIDATES = 1000

_TEXTS = ("title", "people", "identifiers", "text")
_NAMES = "{title people identifiers}"
# One weight for each column, in the table's order; the last is the kind's, which says nothing of relevance.
_RANK = "bm25(search_words, 10, 6, 10, 1, 0)"


def folded(row: str) -> str:
    return ", ".join(f"search_fold({row}.{name})" for name in _TEXTS) + f", 'kind' || {row}.kind"


_COLUMNS = f"{', '.join(_TEXTS)}, kind"
_ADD = f"INSERT INTO search_words (rowid, {_COLUMNS}) VALUES (new.id, {folded('new')});"  # noqa: S608
_TAKE_OUT = (
    f"INSERT INTO search_words (search_words, rowid, {_COLUMNS}) "  # noqa: S608
    f"VALUES ('delete', old.id, {folded('old')});"
)


def build(sources: Iterable[Source]) -> Iterator[str]:
    """The statements that make all of it, without content."""
    yield (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5({_COLUMNS}, "
        "content = '', tokenize = 'unicode61 remove_diacritics 0')"
    )
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


def unbuild(sources: Iterable[Source]) -> Iterator[str]:
    for name in ("add", "change", "remove"):
        yield f"DROP TRIGGER IF EXISTS search_words_{name}"
        for source in sources:
            yield f"DROP TRIGGER IF EXISTS {source.model._meta.db_table}_search_{name}"
    yield "DROP TABLE IF EXISTS search_words"


def fill(sources: Iterable[Source]) -> Iterator[str]:
    """All entries anew; the words follow by trigger."""
    for source in sources:
        yield taking(source)


def best(query: Query, kind: str) -> tuple[str, list[object]]:
    """Keys by relevance, each with the number of all that match. Ranked are the newest entries only."""
    parts, params = [], [match(query, kind)]
    for text in (match(query, kind, names_only=True), match(query, kind)):
        since = (
            "coalesce((SELECT rowid FROM search_words WHERE search_words MATCH %s "  # noqa: S608
            f"ORDER BY rowid DESC LIMIT 1 OFFSET {CANDIDATES - 1}), 0)"
        )
        parts.append(
            f"SELECT rowid AS id, {_RANK} AS score FROM search_words "  # noqa: S608
            f"WHERE search_words MATCH %s AND rowid >= {since}"
        )
        params += [text, text]
    return (
        "SELECT entry.object_id, (SELECT count(*) FROM search_words WHERE search_words MATCH %s) "  # noqa: S608
        "FROM search_entry AS entry JOIN "
        f"(SELECT id, min(score) AS score FROM ({' UNION ALL '.join(parts)}) GROUP BY id) AS found "
        f"ON entry.id = found.id ORDER BY found.score, entry.date DESC, entry.id DESC LIMIT {CANDIDATES}",
        params,
    )


def matching(query: Query, kind: str) -> tuple[str, list[object]]:
    """The keys of all that match, in no order."""
    sql = f"SELECT rowid / {KINDS} FROM search_words WHERE search_words MATCH %s"  # noqa: S608
    return sql, [match(query, kind)]


def keys(cursor: Any, sql: str, params: list[object]) -> Sequence[int]:
    cursor.execute(sql, params)
    return [key for (key,) in cursor.fetchall()]


def match(query: Query, kind: str, *, names_only: bool = False) -> str:
    """The query in FTS5's own language. Words hold letters and digits only, so quoting is all it needs."""
    terms = " AND ".join(_term(term) for term in query.terms)
    columns = _NAMES if names_only else "{title people identifiers text}"
    return f'kind : "kind{kind}" AND {columns} : ({terms})'


def _term(term: Term) -> str:
    star = " *" if term.prefix else ""
    return "(" + " OR ".join(f'"{" ".join(words)}"{star}' for words in term.spellings) + ")"
