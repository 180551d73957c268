"""What lists go by, as it is stored: the columns of some publications, packed into bytes. No Django."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nidairp.rich import strip

from .folding import fold

Array = NDArray[Any]
#: One publication. `title` and `person` are the beginnings of what it is sorted by; `authors` and `tags` say
#: how many of the numbers behind the facts are its own.
FACTS = np.dtype(
    [
        ("id", "<i8"), ("day", "<i4"), ("year", "<u2"), ("kind", "<u2"), ("state", "<u2"),
        ("authors", "<u2"), ("tags", "<u2"), ("title", "S16"), ("person", "S16"),
    ]
)  # fmt: skip
#: Of these only the order is kept in memory, and that only where a list was asked for in it.
BEGINNINGS = ("title", "person")
#: These are kept with the numbers that they count.
LENGTHS = ("authors", "tags")
COUNTED = tuple(name for name in FACTS.names if name not in BEGINNINGS + LENGTHS)
NUMBER = np.dtype("<u4")
#: What has no name stands behind all that have.
NAMELESS = b"\xff"
FORTHCOMING = "forthcoming"


@dataclass(frozen=True, slots=True)
class Segment:
    """Packed columns, and the words that stand behind the numbers in `kind` and `state`."""

    data: bytes
    rows: int
    kinds: list[str]
    states: list[str]

    def facts(self) -> Array:
        return np.frombuffer(self.data, FACTS, self.rows)

    def authors_and_tags(self) -> list[Array]:
        """Of each those of the first row, those of the second, and so on."""
        rows = self.facts()
        numbers = np.frombuffer(self.data, NUMBER, offset=rows.nbytes)
        return np.split(numbers, [int(rows["authors"].sum())])


@dataclass(frozen=True, slots=True)
class Row:
    """What is packed of one publication."""

    id: int
    day: datetime.date
    year: int | None
    kind: str
    state: str
    title: str
    person: str


def sort_text(text: str) -> str:
    """What a text is sorted by: its words, without case, markup and diacritics."""
    return fold(strip(text))


def beginning(text: str) -> bytes:
    return sort_text(text[:200]).encode()[:16] or NAMELESS


def state_of(pubstate: str, day: datetime.date) -> str:
    """The state as lists tell states apart; what stands first in them is forthcoming, whatever said so."""
    return FORTHCOMING if day == datetime.date.max else " ".join(pubstate.casefold().split())[:60]


def pack(rows: Sequence[Row], authors: Iterable[Sequence[int]], tags: Iterable[Sequence[int]]) -> Segment:
    """Rows by ascending id, and pairs of a publication's id with an author's, or a tag's."""
    kinds = sorted({row.kind for row in rows})
    states = sorted({row.state for row in rows})
    facts = np.array(
        [
            (
                row.id, row.day.toordinal(), row.year or 0, kinds.index(row.kind), states.index(row.state),
                0, 0, beginning(row.title), beginning(row.person),
            )
            for row in rows
        ],
        dtype=FACTS,
    )  # fmt: skip
    facts["authors"], people = _hanging(facts["id"], authors)
    facts["tags"], words = _hanging(facts["id"], tags)
    return Segment(facts.tobytes() + people.tobytes() + words.tobytes(), len(rows), kinds, states)


def _hanging(ids: Array, pairs: Iterable[Sequence[int]]) -> tuple[Array, Array]:
    """How many numbers each row has, and all of them one behind the other; each once for a row."""
    flat = np.fromiter((number for pair in pairs for number in pair), dtype=np.int64)
    owners, numbers = flat[::2], flat[1::2]
    there = np.isin(owners, ids)
    places = np.searchsorted(ids, owners[there])
    both = np.sort((places << 32) | _fitting(numbers[there], NUMBER))
    # By hand, for `np.unique` loads 1.5 MB to ask whether this is a masked array.
    both = both[np.diff(both, prepend=-1) > 0]
    counts = np.bincount(both >> 32, minlength=len(ids))
    return _fitting(counts, FACTS["authors"]), (both & 0xFFFFFFFF).astype(NUMBER)


def _fitting(numbers: Array, kind: "np.dtype[Any]") -> Array:
    """numpy would make another number of one that is too large, without a word."""
    if numbers.max(initial=0) > np.iinfo(kind).max:
        raise OverflowError(f"{numbers.max()} does not fit into a column of lists ({kind.str})")
    return numbers


def narrow(numbers: Array) -> Array:
    """In the least room that has place for all of them; none of them is below zero."""
    return numbers.astype(np.min_scalar_type(numbers.max(initial=0)))
