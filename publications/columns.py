"""What lists are filtered, counted and sorted by, as columns of numbers: no Django, no text that is shown.

To count what each author has of 200,000 publications takes a database a second, and these columns some
milliseconds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .lists import Lists, counted
from .segments import COUNTED, FACTS, NAMELESS, NUMBER, Array, Segment, narrow


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
    numbers = zip(*(one.authors_and_tags() for one in given), strict=True)
    authors, tags = (narrow(np.concatenate(several)) for several in numbers)
    return Part(kinds, states, facts, Lists.of(facts["authors"], authors), Lists.of(facts["tags"], tags))


class Columns:
    """All parts as one, ordered by id."""

    def __init__(self, parts: Iterable[Part]) -> None:
        given = list(parts)
        self.kinds, self.states, self.facts = _facts([(one.kinds, one.states, one.facts) for one in given])
        self.authors = Lists.joined([part.authors for part in given])
        self.tags = Lists.joined([part.tags for part in given])
        self._of_all: dict[str, Array] = {}
        self._ranks: dict[str, Array] = {}

    def part(self, first: int, behind: int) -> Part:
        """What has these ids, to be put together with others."""
        rows = slice(*np.searchsorted(self.facts["id"], (first, behind)).tolist())
        facts = {name: column[rows] for name, column in self.facts.items()}
        return Part(self.kinds, self.states, facts, self.authors.part(rows), self.tags.part(rows))

    def __len__(self) -> int:
        return len(self.facts["id"])

    def counts(self, name: str, rows: Array) -> Array:
        """How many of these rows have each number in a column."""
        if not rows.all():
            return counted(self.facts[name].compress(rows))
        if name not in self._of_all:
            self._of_all[name] = counted(self.facts[name])
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
