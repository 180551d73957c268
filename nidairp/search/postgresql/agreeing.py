"""What differs between the entries and the rows: written while migrations had taken the triggers away.

To compare all of them takes a small part of what making the index anew does, and cannot be wrong about what
is needed: nobody is asked what has been written, but each row what its entry should be.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ..sources import NAMES, Source
from ..triggers import CONTENT, dropping, inlined, literal, selecting, taking
from . import beside
from .building import following, from_rows

#: From so many on, where they are a quarter of all, everything anew is quicker.
MANY = 2_000
_DIFFERING = "search_differing"


def much_differs(cursor: Any, sources: Iterable[Source]) -> bool:
    """Finds them. Nobody waits, and what is written after it has begun is taken over at the end."""
    cursor.execute(beside.begun())
    cursor.execute(f"CREATE TEMP TABLE {_DIFFERING} (kind text, object_id bigint) ON COMMIT DROP")
    for source in sources:
        cursor.execute(_found(source))
    cursor.execute(f"SELECT count(*), (SELECT count(*) FROM {beside.ENTRIES}) FROM {_DIFFERING}")  # noqa: S608
    differing, entries = cursor.fetchone()
    return differing >= MANY and 4 * differing > entries


def _found(source: Source) -> str:
    kind, names = literal(source.kind), ", ".join(NAMES)
    taken, there = (", ".join(f"{side}.{name}" for name in CONTENT) for side in ("taken", "there"))
    return (
        f"INSERT INTO {_DIFFERING} SELECT {kind}, object_id "  # noqa: S608
        f"FROM ({selecting(source)}) AS taken ({names}) "
        f"FULL JOIN (SELECT * FROM {beside.ENTRIES} WHERE kind = {kind}) AS there USING (object_id) "
        f"WHERE taken.id IS NULL OR there.id IS NULL OR ({taken}) IS DISTINCT FROM ({there})"
    )


def agreed(sources: Iterable[Source]) -> Iterator[str]:
    """The entries of those, as their rows are now."""
    for source in sources:
        kind, table = literal(source.kind), source.model._meta.db_table
        which = f"IN (SELECT object_id FROM {_DIFFERING} WHERE kind = {kind})"  # noqa: S608
        public = inlined(source.rows().order_by().values("pk"))
        yield dropping(source, f"{which} AND object_id NOT IN ({public})")
        yield from_rows(source, taking(source), f"(SELECT * FROM {table} WHERE id {which})")  # noqa: S608


def followed(sources: Iterable[Source]) -> Iterator[str]:
    """The triggers again, and what was written since it was compared. Who is in the way makes it fail."""
    yield from beside.nobody_writes(sources)
    for source in sources:
        yield from following(source)
    for source in sources:
        yield from beside.caught_up(source)
    yield "SET LOCAL lock_timeout TO DEFAULT"
