"""For each row of some columns several numbers: its authors, or its tags. No Django."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Self

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from .segments import NUMBER, Array

#: So many numbers are counted at once, for to count them takes a copy of eight bytes each.
AT_ONCE = 100_000
#: Fewer rows than this part of all, or of what their numbers go up to, are looked up one by one.
FEW = 200


class Lists:
    """Rows that have as many numbers stand in one table, in their order.

    So to pick rows is to copy small pieces of memory. With all numbers one behind the other each has to be
    looked at, which takes three times as long.
    """

    def __init__(self, lengths: Array, tables: dict[int, Array]) -> None:
        """Of each row how many it has, and by that the tables; whoever has none stands in none."""
        self._lengths, self._tables = lengths, tables

    @classmethod
    def of(cls, lengths: Array, numbers: Array) -> Self:
        """From the numbers of the first row, those of the second, and so on."""
        starts = np.cumsum(lengths, dtype=NUMBER) - lengths
        return cls(
            lengths,
            {
                length: sliding_window_view(numbers, length)[starts[rows]]
                for length, rows in _alike(lengths).items()
            },
        )

    @classmethod
    def joined(cls, lists: "Sequence[Lists]") -> Self:
        """The rows of the first, those of the second, and so on."""
        several = {length for one in lists for length in one._tables}
        tables = {
            length: np.concatenate([one._tables[length] for one in lists if length in one._tables])
            for length in several
        }
        return cls(np.concatenate([_NONE, *(one._lengths for one in lists)]), tables)

    def part(self, rows: slice) -> "Lists":
        """These rows alone. What holds all of them lasts as long as the part."""
        before, there = (self._stand(self._lengths[one]) for one in (slice(rows.start), rows))
        tables = {
            length: table[before[length] : before[length] + there[length]]
            for length, table in self._tables.items()
            if there[length]
        }
        return Lists(self._lengths[rows], tables)

    def _stand(self, lengths: Array) -> Array:
        """How many rows of each table have these lengths."""
        return np.bincount(lengths, minlength=1 + max(self._tables, default=0))

    def rows_with(self, number: int) -> Array:
        """Which rows have the number, as a mask."""
        has = np.zeros(len(self._lengths), dtype=bool)
        for length, table in self._tables.items():
            has[self._rows[length][np.flatnonzero(table == number) // length]] = True
        return has

    def counts(self, rows: Array) -> tuple[Array, Array]:
        """The numbers that these rows have, and how many of the rows have each."""
        wanted = np.count_nonzero(rows)
        if wanted * FEW < max(len(rows), self._below):
            return np.unique(self._looked_up(np.flatnonzero(rows)), return_counts=True)
        # What fewer rows have is counted sooner, and taken from all that there is.
        is_most = 2 * wanted > len(rows)
        counts = self._of_all - self._counted(~rows) if is_most else self._counted(rows)
        there = np.flatnonzero(counts)
        return there, counts[there]

    def _looked_up(self, rows: Array) -> Array:
        """The numbers of these rows, without a look at the others."""
        lengths, found = self._lengths[rows], [_NONE]
        for length in (np.flatnonzero(np.bincount(lengths)[1:]) + 1).tolist():
            places = np.searchsorted(self._rows[length], rows[lengths == length].astype(NUMBER))
            found.append(self._tables[length][places].ravel())
        return np.concatenate(found)

    @cached_property
    def _of_all(self) -> Array:
        return self._counted(np.ones(len(self._lengths), dtype=bool))

    def _counted(self, rows: Array) -> Array:
        """How often each number is there, from nought on."""
        return counted(_gathered(self._picked(rows)), self._below)

    def _picked(self, rows: Array) -> Iterator[Array]:
        """The numbers of these rows in pieces: for much memory at once the system is asked each time."""
        for length, table in self._tables.items():
            lines = max(1, AT_ONCE // length)
            for start in range(0, len(table), lines):
                part = slice(start, start + lines)
                yield table[part].compress(rows.take(self._rows[length][part]), axis=0).ravel()

    @cached_property
    def _below(self) -> int:
        """No number is as large."""
        return 1 + max((int(table.max()) for table in self._tables.values()), default=0)

    @cached_property
    def _rows(self) -> dict[int, Array]:
        return {length: rows.astype(NUMBER) for length, rows in _alike(self._lengths).items()}


def _alike(lengths: Array) -> dict[int, Array]:
    """Of each length the rows that have it, but for those that have none."""
    rows, counts = np.argsort(lengths, kind="stable"), np.bincount(lengths)
    ends = np.cumsum(counts)
    present = np.flatnonzero(counts).tolist()
    return {length: rows[ends[length] - counts[length] : ends[length]] for length in present if length}


def _gathered(pieces: Iterable[Array]) -> Iterator[Array]:
    """Small ones together: to count them takes a look at all counts for each."""
    waiting: list[Array] = []
    for piece in pieces:
        waiting.append(piece)
        if sum(map(len, waiting)) >= AT_ONCE // 2:
            yield np.concatenate(waiting)
            waiting = []
    yield np.concatenate([_NONE, *waiting])


def counted(pieces: Iterable[Array], below: int) -> Array:
    """How often each number is there, from nought on; all are below that."""
    counts = np.zeros(below, dtype=np.int64)
    for piece in pieces:
        counts += np.bincount(piece, minlength=below)
    return counts


_NONE = np.empty(0, np.uint8)
