"""All entries anew. Their words are indexed at the end: for each entry that would take twice as long."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..sources import Source
from ..triggers import literal
from . import beside
from .beside import ANEW
from .building import FILLING, NEWEST, columns, following, functions
from .pairs import UNPAIRED, learning

#: From so many entries without pairs on, to look through them is what a phrase takes longest for.
MANY = 20_000


def anew(sources: Sequence[Source]) -> Iterator[str]:
    """The statements that make and fill it beside the one that is asked. Nobody waits for them."""
    yield from functions()
    yield learning(sources)
    yield from beside.begin()
    yield from columns(ANEW)
    yield f"SET LOCAL {FILLING} = 'yes'"
    for source in sources:
        yield beside.filled(source)
    yield from _indexed(sources)
    yield f"ANALYZE {ANEW}"


def looks(sources: Sequence[Source]) -> Iterator[str]:
    """What fails where somebody is in the way for long. Nothing of it is kept.

    Else all that has changed would be taken over before that is known, and whoever writes wait to no purpose.
    """
    return beside.looks(sources)


def in_place(sources: Sequence[Source]) -> Iterator[str]:
    """What follows in the same transaction: its taking the other's place. Who is in the way makes it fail."""
    yield from beside.nobody_writes(sources)
    for source in sources:
        yield from following(source)
    for source in sources:
        yield from map(beside.anew, beside.caught_up(source))
    yield f"SET LOCAL {FILLING} = ''"
    yield from beside.swapped()


def _indexed(sources: Iterable[Source]) -> Iterator[str]:
    yield f"CREATE INDEX anew_search_entry_newest ON {ANEW} (kind, {NEWEST})"
    # For each kind by itself: to look up a word and the kind took twice as long as the word alone.
    for source in sources:
        only = f"WHERE kind = {literal(source.kind)}"
        for name in ("names", "words"):
            yield f"CREATE INDEX anew_search_{name}_{source.kind} ON {ANEW} USING gin ({name}) {only}"


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
