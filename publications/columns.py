"""What lists are filtered, counted and sorted by, as columns of numbers: no Django, no text that is shown.

To count what each author has of 200,000 publications takes a database a second, and these columns some
milliseconds.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np

from .segments import COUNTED, FACTS, NAMELESS, NUMBER, Array, Part, Segment, narrow

#: Of fewer rows than this part of all, numbers are picked one by one.
FEW = 20
#: So many numbers are counted at once.
AT_ONCE = 1 << 16


class Lists:
    """For each row some numbers: its authors, or its tags."""

    def __init__(self, lengths: Array, numbers: Array) -> None:
        self._lengths = lengths
        self.numbers = numbers

    def rows_with(self, number: int) -> Array:
        """Which rows have the number, as a mask."""
        places = np.flatnonzero(self.numbers == number)
        has = np.zeros(len(self._lengths), dtype=bool)
        has[np.searchsorted(self._ends, places, side="right")] = True
        return has

    def counts(self, rows: Array) -> tuple[Array, Array]:
        """The numbers that these rows have, and how many of the rows have each."""
        wanted = np.count_nonzero(rows)
        if wanted > len(rows) // 2:
            return self._without(~rows)
        if wanted > len(rows) // FEW:
            return self._counted(self._masked(rows))
        places = np.flatnonzero(rows)
        return self._counted([self.numbers[_ranges(self._ends[places], self._lengths[places])]])

    def _without(self, rows: Array) -> tuple[Array, Array]:
        """Of all others: what few rows have is counted sooner than what is left."""
        numbers, counts = self._of_all
        if not rows.any():
            return numbers, counts
        gone, times = self.counts(rows)
        left = counts.copy()
        left[np.searchsorted(numbers, gone)] -= times
        there = left > 0
        return numbers[there], left[there]

    def _masked(self, rows: Array) -> Iterator[Array]:
        """The numbers of these rows, of so many rows at once that no large piece of memory is asked for."""
        step = 1 + self._at_once * len(rows) // max(1, len(self.numbers))
        first = 0
        for start in range(0, len(rows), step):
            part = slice(start, start + step)
            last = int(self._ends[part][-1])
            # By `compress`, for as an index a mask takes up to eight times as long.
            yield self.numbers[first:last].compress(np.repeat(rows[part], self._lengths[part]))
            first = last

    def _counted(self, pieces: Iterable[Array]) -> tuple[Array, Array]:
        """Each number once, and how often it is there."""
        if self._most > 8 * len(self.numbers) + 1_000_000:
            # Numbers with wide gaps: slower, and in little room.
            return np.unique(np.concatenate([*pieces, self.numbers[:0]]), return_counts=True)
        counts = np.zeros(self._most, dtype=np.int64)
        for piece in pieces:
            counts += np.bincount(piece, minlength=self._most)
        found = np.flatnonzero(counts)
        return found, counts[found]

    @cached_property
    def _most(self) -> int:
        """No number is as large."""
        return int(self.numbers.max(initial=0)) + 1

    @property
    def _at_once(self) -> int:
        """Counting takes a copy that is four times as large; but all counts are gone through for each."""
        return max(AT_ONCE, self._most)

    @cached_property
    def _ends(self) -> Array:
        """Behind the last number of each row."""
        return np.cumsum(self._lengths, dtype=np.uint32)

    @cached_property
    def _of_all(self) -> tuple[Array, Array]:
        step = self._at_once
        return self._counted(self.numbers[at : at + step] for at in range(0, len(self.numbers), step))


def _ranges(ends: Array, lengths: Array) -> Array:
    """All places of these ranges, one behind the other."""
    lengths = lengths.astype(np.int64)
    behind = np.cumsum(lengths)
    return np.repeat(ends - behind, lengths) + np.arange(behind[-1] if len(behind) else 0)


class Columns:
    """All parts as one, ordered by id."""

    def __init__(self, parts: Iterable[Part]) -> None:
        given = list(parts)
        self.kinds = sorted({kind for part in given for kind in part.kinds})
        self.states = sorted({state for part in given for state in part.states})
        facts = {name: _joined([part.facts[name] for part in given], FACTS[name]) for name in COUNTED}
        facts["kind"] = _renumbered([(part.facts["kind"], part.kinds) for part in given], self.kinds)
        facts["state"] = _renumbered([(part.facts["state"], part.states) for part in given], self.states)
        self.facts = {name: narrow(column) for name, column in facts.items()}
        self.authors = Lists(self.facts["authors"], narrow(_joined([part.authors for part in given], NUMBER)))
        self.tags = Lists(self.facts["tags"], narrow(_joined([part.tags for part in given], NUMBER)))
        self._of_all: dict[str, Array] = {}
        self._ranks: dict[str, Array] = {}
        #: The same again, of these columns: what they were made of is let go, or all would be there twice.
        self.parts = [self._part(*places) for places in zip(*map(_places, _sizes(given)), strict=True)]

    def _part(self, rows: slice, authors: slice, tags: slice) -> Part:
        facts = {name: column[rows] for name, column in self.facts.items()}
        return Part(self.kinds, self.states, facts, self.authors.numbers[authors], self.tags.numbers[tags])

    def __len__(self) -> int:
        return len(self.facts["id"])

    def counts(self, name: str, rows: Array) -> Array:
        """How many of these rows have each number in a column."""
        if not rows.all():
            return _counted(self.facts[name].compress(rows))
        if name not in self._of_all:
            self._of_all[name] = _counted(self.facts[name])
        return self._of_all[name]

    def ranks(self, name: str, segments: Callable[[], Iterable[Segment]]) -> Array:
        """Of each row its place by what it begins with; rows that begin alike share one.

        The segments are read when they are first asked for; rows that have come or gone since these columns
        were made are passed over.
        """
        if name not in self._ranks:
            beginnings = np.full(len(self), NAMELESS, dtype=FACTS[name])
            for segment in segments() if len(self) else ():
                facts = segment.facts()
                places = np.searchsorted(self.facts["id"], facts["id"]).clip(max=len(self) - 1)
                same = self.facts["id"][places] == facts["id"]
                beginnings[places[same]] = facts[name][same]
            self._ranks[name] = _ranked(beginnings)
        return self._ranks[name]

    @cached_property
    def newest_first(self) -> Array:
        """The rows by day, and on one day what was added last first."""
        keys = self.facts["day"].astype(np.int64)
        keys <<= 32
        keys |= np.arange(len(self))
        keys.sort()
        return keys[::-1].astype(NUMBER)  # of each the lower half, which is the row

    def rows_of(self, ids: Any) -> Array:
        """Which rows have these ids, as a mask; ids that are not there are passed over."""
        found = np.zeros(len(self), dtype=bool)
        wanted = np.asarray(ids, dtype=np.int64)
        if len(self) and len(wanted):
            places = np.searchsorted(self.facts["id"], wanted).clip(max=len(self) - 1)
            found[places[self.facts["id"][places] == wanted]] = True
        return found


def _counted(numbers: Array) -> Array:
    """How often each is there. A piece at a time, for to count them takes a copy of eight bytes each."""
    counts = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.int64)
    for start in range(0, len(numbers), AT_ONCE):
        counts += np.bincount(numbers[start : start + AT_ONCE], minlength=len(counts))
    return counts


def _sizes(parts: list[Part]) -> tuple[list[int], list[int], list[int]]:
    """Of each its rows, authors and tags."""
    rows = [len(part.facts["id"]) for part in parts]
    return rows, [len(part.authors) for part in parts], [len(part.tags) for part in parts]


def _places(sizes: list[int]) -> list[slice]:
    """Where each of them is, one behind the other."""
    ends = list(accumulate(sizes))
    return [slice(end - size, end) for end, size in zip(ends, sizes, strict=True)]


def _joined(arrays: list[Array], kind: "np.dtype[Any]") -> Array:
    return np.concatenate(arrays) if arrays else np.empty(0, kind)


def _ranked(texts: Array) -> Array:
    order = np.argsort(texts, kind="stable")
    inorder = texts[order]
    ranks = np.zeros(len(texts), dtype=NUMBER)
    ranks[order[1:]] = np.cumsum(inorder[1:] != inorder[:-1])
    return ranks


def _renumbered(parts: list[tuple[Array, list[str]]], words: list[str]) -> Array:
    """Each part has words of its own; the whole has one list of them."""
    new = {word: number for number, word in enumerate(words)}
    return _joined(
        [
            np.array([new[word] for word in own], dtype="<u2")[column] if own else column
            for column, own in parts
        ],
        np.dtype("<u2"),
    )
