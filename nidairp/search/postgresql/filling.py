"""All entries anew. Their words are indexed at the end: for each entry that would take twice as long."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..sources import Source
from ..triggers import literal, taking
from .building import FILLING
from .pairs import UNPAIRED, learning

#: From so many entries without pairs on, to look through them is what a phrase takes longest for.
MANY = 20_000


def empty() -> str:
    """With DELETE the table would be twice as large when it is filled again."""
    return "TRUNCATE search_entry"


def fill(sources: Iterable[Source]) -> Iterator[str]:
    yield learning(sources)
    yield f"SET LOCAL {FILLING} = 'yes'"
    for source in sources:
        yield taking(source)
    yield f"SET LOCAL {FILLING} = ''"
    # For each kind by itself: to look up a word and the kind took twice as long as the word alone.
    for source in sources:
        only = f"WHERE kind = {literal(source.kind)}"
        for name in ("names", "words"):
            yield f"CREATE INDEX search_{name}_{source.kind} ON search_entry USING gin ({name}) {only}"


def has_grown(cursor: Any, sources: Iterable[Source]) -> bool:
    """Whether most entries were written since the index was filled, so that it does not know their pairs."""
    unpaired = 0
    for source in sources:
        cursor.execute(
            f"SELECT count(*) FROM search_entry WHERE kind = {literal(source.kind)} "  # noqa: S608
            f"AND words @@ '{UNPAIRED}'::tsquery"
        )
        unpaired += cursor.fetchone()[0]
    cursor.execute("SELECT count(*) FROM search_entry")
    return unpaired >= MANY and 2 * unpaired > cursor.fetchone()[0]
