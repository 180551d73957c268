"""For each row of some columns several numbers: its authors, or its tags. No Django."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Self

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from .segments import NUMBER, Array

#: So many numbers are counted at once, for to count them takes a copy of eight bytes each.
AT_ONCE = 1 << 16
#: Fewer numbers than this part of what they go up to are sorted to be counted.
FEW = 32


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
        if np.count_nonzero(rows) > len(rows) // 2:
            return self._without(~rows)
        return self._counted(
            [table.compress(rows.take(self._rows[length]), axis=0) for length, table in self._tables.items()]
        )

    def _without(self, rows: Array) -> tuple[Array, Array]:
        """Of all others: what fewer rows have is counted sooner than what is left."""
        numbers, counts = self._of_all
        if not rows.any():
            return numbers, counts
        gone, times = self.counts(rows)
        left = counts.copy()
        left[np.searchsorted(numbers, gone)] -= times
        there = left > 0
        return numbers[there], left[there]

    @cached_property
    def _of_all(self) -> tuple[Array, Array]:
        return self._counted(self._tables.values())

    def _counted(self, tables: Iterable[Array]) -> tuple[Array, Array]:
        """Each number once, and how often it is there."""
        numbers = np.concatenate([_NONE, *(table.ravel() for table in tables)])
        if len(numbers) * FEW < self._most:
            return np.unique(numbers, return_counts=True)
        counts = counted(numbers)
        found = np.flatnonzero(counts)
        return found, counts[found]

    @cached_property
    def _most(self) -> int:
        return max((int(table.max()) for table in self._tables.values()), default=0)

    @cached_property
    def _rows(self) -> dict[int, Array]:
        return {length: rows.astype(NUMBER) for length, rows in _alike(self._lengths).items()}


def _alike(lengths: Array) -> dict[int, Array]:
    """Of each length the rows that have it, but for those that have none."""
    rows, counts = np.argsort(lengths, kind="stable"), np.bincount(lengths)
    ends = np.cumsum(counts)
    present = np.flatnonzero(counts).tolist()
    return {length: rows[ends[length] - counts[length] : ends[length]] for length in present if length}


def counted(numbers: Array) -> Array:
    """How often each is there, from nought on."""
    counts = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.int64)
    for start in range(0, len(numbers), AT_ONCE):
        counts += np.bincount(numbers[start : start + AT_ONCE], minlength=len(counts))
    return counts


_NONE = np.empty(0, np.uint8)
