"""The index on SQLite: FTS5 tables that hold words only, kept by triggers; `search_entry` has the texts.

One has all words, the other those of names alone: what very many have is seldom in names, and FTS5 would go
through all of it to say so.
The triggers call `search_plain` and `search_fold`, which every connection of this program brings along. Other
programs can read the file, and write to it only where nothing is searched.
"""

import inspect
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from nidairp.letters import SPELLED

from .. import letters
from ..letters import fold, plain
from ..sources import Source
from ..triggers import dropping, dropping_unpublished, taking

FUNCTIONS = {"search_fold": fold, "search_plain": plain}
#: In sixteen pieces, words that are not there took seven times as long to look up. So many are too many.
PIECES = 8
#: The columns of names, and of all texts.
IN_NAMES = ("title", "people", "identifiers")
TEXTS = (*IN_NAMES, "text")
#: The tables, and which columns' words they hold.
WORDS, NAMES = "search_words", "search_words_names"
_HELD = {WORDS: TEXTS, NAMES: IN_NAMES}
#: The index's words, as a table.
LISTED = "search_words_listed"
IN_ONE_PIECE = tuple(f"INSERT INTO {table} ({table}) VALUES ('optimize')" for table in _HELD)  # noqa: S608


def _folded(row: str, columns: Sequence[str]) -> str:
    """No word holds the sign before a kind."""
    return ", ".join(f"search_fold({row}.{name})" for name in columns) + f", '_' || {row}.kind"


_ADD = " ".join(
    f"INSERT INTO {table} (rowid, {', '.join(columns)}, kind) VALUES (new.id, {_folded('new', columns)});"  # noqa: S608
    for table, columns in _HELD.items()
)
_TAKE_OUT = " ".join(
    f"INSERT INTO {table} ({table}, rowid, {', '.join(columns)}, kind) "  # noqa: S608
    f"VALUES ('delete', old.id, {_folded('old', columns)});"
    for table, columns in _HELD.items()
)


def anew(sources: Sequence[Source]) -> Iterator[str]:
    """The statements that make and fill it, in one transaction; who reads goes on with what was there."""
    yield from unbuild(sources)
    # Before the triggers are there: they would take words out of an index that has none yet.
    yield "DELETE FROM search_entry"
    yield from _made(sources)
    for source in sources:
        yield taking(source)
    yield from IN_ONE_PIECE


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
    for table, columns in _HELD.items():
        yield (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5({', '.join(columns)}, kind, "
            # Nearly every entry has a word that begins with any letter: going through all these takes long.
            "content = '', prefix = '1 2', tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")"
        )
    yield f"CREATE VIRTUAL TABLE IF NOT EXISTS {LISTED} USING fts5vocab({WORDS}, row)"
    yield f"CREATE TRIGGER search_words_add AFTER INSERT ON search_entry BEGIN {_ADD} END"
    yield f"CREATE TRIGGER search_words_change AFTER UPDATE ON search_entry BEGIN {_TAKE_OUT} {_ADD} END"
    yield f"CREATE TRIGGER search_words_remove AFTER DELETE ON search_entry BEGIN {_TAKE_OUT} END"
    yield from following(sources)


def following(sources: Iterable[Source]) -> Iterator[str]:
    """The triggers of what is searched."""
    for source in sources:
        table, take = source.model._meta.db_table, taking(source, "new.id")
        gone = dropping_unpublished(source, "= new.id", "new.id")
        away = dropping(source, "= old.id")
        yield f"CREATE TRIGGER {table}_search_add AFTER INSERT ON {table} BEGIN {take} END"
        yield f"CREATE TRIGGER {table}_search_change AFTER UPDATE ON {table} BEGIN {gone} {take} END"
        yield f"CREATE TRIGGER {table}_search_remove AFTER DELETE ON {table} BEGIN {away} END"


def has_grown(cursor: Any, sources: Sequence[Source]) -> bool:
    """Whether more than a quarter of it lies in many small pieces, as it was written since."""
    cursor.execute("SELECT count(*) AS pages FROM search_words_idx GROUP BY segid ORDER BY pages DESC")
    pieces = [pages for (pages,) in cursor.fetchall()]
    return len(pieces) >= PIECES and 4 * pieces[0] < 3 * sum(pieces)


def server_rules(cursor: Any) -> tuple[str, ...]:
    """What the letters become stands in Python, which the statements only call: its text is a rule, too."""
    return (inspect.getsource(letters), json.dumps(SPELLED))


def much_differs(cursor: Any, sources: Iterable[Source]) -> bool:
    """To write all entries again takes no longer than to make them anew."""
    return False


def agreed(sources: Sequence[Source]) -> Iterator[str]:
    """The entries as the rows are now, whoever wrote them while nothing followed."""
    for source in sources:
        yield dropping_unpublished(source, "IS NOT NULL")
        yield taking(source)


def followed(sources: Sequence[Source]) -> Iterator[str]:
    """The triggers again. Nobody else has written since the transaction began."""
    return following(sources)


def unfollow(sources: Iterable[Source]) -> Iterator[str]:
    """What would stand in the way of migrations. The index keeps following its entries."""
    for source in sources:
        for name in ("add", "change", "remove"):
            yield f"DROP TRIGGER IF EXISTS {source.model._meta.db_table}_search_{name}"


def unbuild(sources: Iterable[Source]) -> Iterator[str]:
    for name in ("add", "change", "remove"):
        yield f"DROP TRIGGER IF EXISTS search_words_{name}"
    yield from unfollow(sources)
    for table in (LISTED, *_HELD):
        yield f"DROP TABLE IF EXISTS {table}"
