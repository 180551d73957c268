"""The columns that lists go by, kept in the database beside the publications.

Triggers (`publications.list_triggers`) mark a segment in the transaction in which one of its publications
changes. Whoever reads a marked segment makes it anew from the rows; `settle()` stores it, so that nobody else
has to. So what is read is what stands in the rows, and keeping it costs an import next to nothing.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any, NamedTuple

from django.db import connection, models, transaction
from psycopg import Cursor

from nidairp.generation.keeping import Keeping, of
from nidairp.generation.source import reading
from nidairp.memory import give_back

from ..columns import Columns, Part, part_of
from ..list_triggers import SEGMENT_BITS
from ..segments import Row, Segment, pack, state_of
from .people import Contribution
from .publication import Publication

_SETTLING_LOCK = 0x6C697374
#: So many segments are held at once, and so many marks named one by one.
_AT_ONCE = 20
_FEW = 5000

#: What a segment is made of: its stored version, or the marks that say that it is out of date.
State = tuple[int, ...]


class ListMark(models.Model):
    """The segment has changed since it was stored. Only triggers write here; a token is never used again."""

    segment = models.BigIntegerField(db_index=True)
    token = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.segment}: {self.token}"


class ListSegmentQuerySet(models.QuerySet):
    @transaction.atomic
    def settle(self) -> int:
        """Stores all segments that are marked, and says how many. To be called last, after many changes."""
        if connection.vendor == "postgresql":
            # Of two at once the one that has read earlier could write later.
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SETTLING_LOCK])
        marks = list(ListMark.objects.values_list("pk", "segment"))
        numbers = sorted({number for _, number in marks})
        for start in range(0, len(numbers), _AT_ONCE):
            self._store({number: made_from_rows(number) for number in numbers[start : start + _AT_ONCE]})
        for start in range(0, len(marks), _FEW):
            ListMark.objects.filter(pk__in=[pk for pk, _ in marks[start : start + _FEW]]).delete()
        return len(numbers)

    def _store(self, segments: dict[int, Segment]) -> None:
        """But for those that say what they said: most of what is edited of a publication is in no list."""
        there = self.filter(number__in=segments).values_list("version", flat=True)
        same = {number for number, segment in _stored([*there]) if segment == segments[number]}
        rows = [
            ListSegment(
                number=number,
                version=secrets.randbits(62),
                rows=segment.rows,
                words={"kinds": segment.kinds, "states": segment.states},
                data=segment.data,
            )
            for number, segment in segments.items()
            if number not in same
        ]
        changed = ["version", "rows", "words", "data"]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["number"], update_fields=changed)


class ListSegment(models.Model):
    """Packed columns of the publications whose ids share all but the last bits."""

    number = models.BigIntegerField(primary_key=True)
    version = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    words = models.JSONField()
    data = models.BinaryField()

    objects = ListSegmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.number}: {self.rows} publications"


def made_from_rows(number: int) -> Segment:
    """A segment as it is now, from the rows that the public may see."""
    first, behind = number << SEGMENT_BITS, (number + 1) << SEGMENT_BITS
    rows = (
        Publication.objects.published()
        .filter(pk__gte=first, pk__lt=behind)
        .order_by("pk")
        .values_list(
            "pk", "sort_date", "year", "entry_type", "pubstate", "title", "authors_text", "editors_text"
        )
    )
    mine = {"publication_id__gte": first, "publication_id__lt": behind}
    people = Contribution.objects.filter(**mine).order_by().values_list("publication_id", "author_id")
    tags = Publication.tags.through.objects.filter(**mine).order_by().values_list("publication_id", "tag_id")
    return pack(
        [
            Row(pk, day, year, kind, state_of(state, day), title, authors or editors)
            for pk, day, year, kind, state, title, authors, editors in rows
        ],
        people,
        tags,
    )


class _Kept(NamedTuple):
    """What this process has read last. The key says what it was made of, so it is never out of date."""

    states: dict[int, State]
    columns: Columns


_NOTHING = _Kept({}, Columns([]))
_kept = _NOTHING
_of_generation: Keeping[Columns] = Keeping(1, state=of("publications"))


def list_columns() -> Columns:
    """The columns of all that is public, as they are now."""
    return _of_generation("columns", _columns)


def _columns() -> Columns:
    global _kept  # noqa: PLW0603 - a cache of one
    kept, states = _kept, _states()
    if states != kept.states:
        others = {number: state for number, state in states.items() if kept.states.get(number) != state}
        kept = _kept = _Kept(states, Columns(_parts(kept, sorted(states), others)))
        if len(others) > _AT_ONCE:
            give_back()
    return kept.columns


def _parts(kept: _Kept, numbers: list[int], others: dict[int, State]) -> Iterator[Part]:
    """By ascending ids: what is still as it was in pieces as large as can be, and the others read."""
    before = {number: place for place, number in enumerate(sorted(kept.states))}

    def piece(one: tuple[int, int]) -> int | None:
        """Where nothing has come or gone between two, they stand as far apart as before."""
        place, number = one
        return None if number in others else place - before[number]

    for moved, several in groupby(enumerate(numbers), piece):
        mine = [number for _, number in several]
        if moved is None:
            yield from map(part_of, _read({number: others[number] for number in mine}))
        else:
            yield kept.columns.part(mine[0] << SEGMENT_BITS, (mine[-1] + 1) << SEGMENT_BITS)


def _states() -> dict[int, State]:
    """The marks first: what is settled between the two questions is then a version that is read."""
    marked: dict[int, list[int]] = {}
    for number, *mark in ListMark.objects.order_by("pk").values_list("segment", "pk", "token"):
        marked.setdefault(number, []).extend(mark)
    versions = ListSegment.objects.values_list("number", "version")
    states: dict[int, State] = {number: (version,) for number, version in versions}
    return states | {number: tuple(marks) for number, marks in marked.items()}


def list_segments() -> Iterator[Segment]:
    """All of them as they are now: what the columns leave out stands in them."""
    return chain.from_iterable(_read(_states()))


def _read(states: dict[int, State]) -> Iterator[list[Segment]]:
    """Those that are stored as wanted, and the others from the rows; of so many bytes only some at once."""
    numbers = list(states)
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        stored = dict(_stored([states[number][0] for number in some if len(states[number]) == 1]))
        yield [stored.get(number) or made_from_rows(number) for number in some]


def _stored(versions: list[int]) -> Iterator[tuple[int, Segment]]:
    for number, count, words, data in _rows_of(versions) if versions else ():
        yield number, Segment(bytes(data), count, words["kinds"], words["states"])


def _rows_of(versions: list[int]) -> Iterable[tuple[int, int, dict[str, list[str]], bytes]]:
    names, connection = ("number", "rows", "words", "data"), reading()
    if connection.vendor != "postgresql":
        return ListSegment.objects.filter(version__in=versions).values_list(*names)
    # Django's cursors get bytes as text, and of so many that takes four times as long.
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        sql = f"SELECT {', '.join(names)} FROM publications_listsegment WHERE version = ANY(%s)"  # noqa: S608
        cursor.execute(sql, [versions], binary=True)
        return [(number, rows, _decoded(words), data) for number, rows, words, data in cursor.fetchall()]


def _decoded(words: Any) -> Any:
    """Django tells its connections to leave JSON as text."""
    return json.loads(words) if isinstance(words, str | bytes) else words
