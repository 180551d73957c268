"""What lists are filtered, counted and sorted by, as columns of numbers: no Django, no text that is shown.

To count what each author has of 200,000 publications takes a database a second, and these columns some
milliseconds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from .lists import AT_ONCE, Lists, counted
from .segments import COUNTED, FACTS, LENGTHS, NAMELESS, NUMBER, Array, Segment, narrow

#: Fewer combinations than these are all counted, whether any row has them or not.
MANY = 100_000


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows: numbers in `kind` and `state` stand for these words."""

    kinds: list[str]
    states: list[str]
    facts: dict[str, Array]
    authors: Lists
    tags: Lists


def part_of(segments: Iterable[Segment]) -> Part:
    """Copied, for the bytes of segments hold more than what is kept."""
    given = list(segments)
    kinds, states, facts = _facts([(one.kinds, one.states, one.facts()) for one in given])
    lengths = (np.concatenate([one.facts()[name] for one in given]) for name in LENGTHS)
    numbers = map(np.concatenate, zip(*(one.authors_and_tags() for one in given), strict=True))
    authors, tags = map(Lists.of, map(narrow, lengths), map(narrow, numbers))
    return Part(kinds, states, facts, authors, tags)


class Columns:
    """All parts as one, ordered by id."""

    def __init__(self, parts: Iterable[Part]) -> None:
        given = list(parts)
        self.kinds, self.states, self.facts = _facts([(one.kinds, one.states, one.facts) for one in given])
        self.authors = Lists.joined([part.authors for part in given])
        self.tags = Lists.joined([part.tags for part in given])
        self._ranks: dict[str, Array] = {}

    def part(self, first: int, behind: int) -> Part:
        """What has these ids, to be put together with others."""
        rows = slice(*np.searchsorted(self.facts["id"], (first, behind)).tolist())
        facts = {name: column[rows] for name, column in self.facts.items()}
        return Part(self.kinds, self.states, facts, self.authors.part(rows), self.tags.part(rows))

    def __len__(self) -> int:
        return len(self.facts["id"])

    @cached_property
    def combined(self) -> "Combined":
        return Combined(self.facts)

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
        return self.by_day(np.arange(len(self)))

    def by_day(self, rows: Array) -> Array:
        """These rows, the newest first, and on one day what was added last first."""
        keys = self.facts["day"][rows].astype(np.int64)
        keys <<= 32
        keys |= rows
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


class Combined:
    """Each year together with each kind and each state, as a number: there are some thousands of these.

    To know how many rows have each of them is to know how many have each year, kind and state, whatever of
    these is asked for.
    """

    def __init__(self, facts: dict[str, Array]) -> None:
        years = np.flatnonzero(np.bincount(facts["year"]))
        places = np.searchsorted(years, np.arange(years.max(initial=0) + 1))[facts["year"]]
        shape = (len(years), *(int(facts[name].max(initial=0)) + 1 for name in ("kind", "state")))
        numbers = np.ravel_multi_index((places, facts["kind"], facts["state"]), shape)
        if prod(shape) < MANY:
            there = np.arange(prod(shape))
        else:  # of very many words each is in use with few of the others
            there, numbers = np.unique(numbers, return_inverse=True)
        place, kind, state = np.unravel_index(there, shape)
        #: Of each combination, and of each row its combination.
        self.facts = {"year": years[place], "kind": kind, "state": state}
        self._numbers = narrow(numbers)

    def __len__(self) -> int:
        return len(self.facts["year"])

    def counts(self, rows: Array) -> Array:
        """How many of these rows have each."""
        return self._of_all if rows.all() else self._counted(self._numbers.compress(rows))

    @cached_property
    def _of_all(self) -> Array:
        return self._counted(self._numbers)

    def _counted(self, numbers: Array) -> Array:
        pieces = (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))
        return counted(pieces, len(self))


def _facts(
    given: Sequence[tuple[list[str], list[str], Any]],
) -> tuple[list[str], list[str], dict[str, Array]]:
    """All rows by one list of kinds and one of states: each of those given has its own."""
    kinds = sorted({kind for one, _, _ in given for kind in one})
    states = sorted({state for _, one, _ in given for state in one})
    facts = {name: _joined([one[name] for _, _, one in given], FACTS[name]) for name in COUNTED}
    facts["kind"] = _renumbered([(one["kind"], own) for own, _, one in given], kinds)
    facts["state"] = _renumbered([(one["state"], own) for _, own, one in given], states)
    return kinds, states, {name: narrow(column) for name, column in facts.items()}


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
