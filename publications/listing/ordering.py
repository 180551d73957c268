"""In which order a list is, page by page: only what is shown is brought into order to the last letter."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from ..columns import Columns
from ..matching import most_relevant
from ..models import Publication, list_segments
from ..segments import Array, sort_text

#: So many that begin alike are told apart by their whole text; of more, the newest stand first.
MOST_ALIKE = 5000
#: Fewer than this part of all are brought into order by themselves.
FEW = 20
#: So many of the newest are looked at at least.
NEAR = 1000


class Order:
    """Keys of publications, asked for by slices."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> Array:
        start, stop, _ = part.indices(len(self))
        return self._between(start, stop) if start < stop else np.empty(0, np.int64)

    def _between(self, start: int, stop: int) -> Array:
        raise NotImplementedError


class Fixed(Order):
    def __init__(self, keys: Array) -> None:
        super().__init__(len(keys))
        self._keys = keys

    def _between(self, start: int, stop: int) -> Array:
        return self._keys[start:stop]


class Newest(Order):
    """By day, and on one day what was added last stands first; a page of it copies nothing but itself."""

    def __init__(self, columns: Columns, rows: Array) -> None:
        """`rows` is a mask."""
        super().__init__(int(np.count_nonzero(rows)))
        self._columns, self._mask = columns, rows

    @cached_property
    def rows(self) -> Array:
        if len(self) * FEW < len(self._mask):
            return self._columns.by_day(np.flatnonzero(self._mask))
        newest = self._columns.newest_first
        return newest if len(self) == len(newest) else newest.compress(self._mask.take(newest))

    def _between(self, start: int, stop: int) -> Array:
        return self._columns.facts["id"][self._down_to(stop)[start:stop]]

    def _down_to(self, stop: int) -> Array:
        """The first of many are found among the newest of all, or else nowhere but among all."""
        far = NEAR + 2 * stop * len(self._mask) // len(self)
        if len(self) * FEW < len(self._mask) or far > len(self._mask):
            return self.rows
        near = self._columns.newest_first[:far]
        found = near.compress(self._mask.take(near))
        return found if len(found) >= stop else self.rows


def relevant(columns: Columns, rows: Array, query: str) -> Fixed:
    """The most relevant, as far as the search ranks them, and then the others, newest first."""
    others = Newest(columns, rows)[:]
    ranked = np.fromiter(most_relevant(query), dtype=np.int64)
    return Fixed(np.concatenate([ranked[np.isin(ranked, others)], others[~np.isin(others, ranked)]]))


class Sorting(NamedTuple):
    """The column with the beginnings, and the fields, of which the first that says something counts."""

    beginning: str
    fields: tuple[str, ...]


ALPHABETICAL = {
    "title": Sorting("title", ("title",)),
    "author": Sorting("person", ("authors_text", "editors_text")),
}


class Alphabetical(Order):
    """By the beginnings that the columns rank; those that begin alike are looked up, for one page."""

    def __init__(self, columns: Columns, rows: Array, sorting: Sorting) -> None:
        newest = Newest(columns, rows).rows
        super().__init__(len(newest))
        self._ids = columns.facts["id"][newest]
        self._ranks = columns.ranks(sorting.beginning, list_segments)[newest]
        self._fields = sorting.fields

    def _between(self, start: int, stop: int) -> Array:
        rows, skipped = self._around(start, stop)
        ids = self._ids[rows]
        if len(ids) <= MOST_ALIKE:
            texts = self._texts(ids.tolist())
            ids = ids[sorted(range(len(ids)), key=lambda row: (not texts[row], texts[row]))]
        return ids[start - skipped : stop - skipped]

    def _around(self, start: int, stop: int) -> tuple[Array, int]:
        """Those wanted and all that begin like the first or the last, in order; and how many stand before."""
        ends = np.partition(self._ranks, (start, stop - 1))
        low, high = ends[start], ends[stop - 1]
        rows = np.flatnonzero((self._ranks >= low) & (self._ranks <= high))
        # Within one beginning the newest stand first: the sort keeps the order that it is given.
        return rows[np.argsort(self._ranks[rows], kind="stable")], int((self._ranks < low).sum())

    def _texts(self, ids: list[int]) -> list[str]:
        found = Publication.objects.filter(pk__in=ids).order_by().values_list("pk", *self._fields)
        texts = {pk: sort_text(next(filter(None, said), "")) for pk, *said in found}
        return [texts.get(pk, "") for pk in ids]


def order_of(sort: str, query: str, columns: Columns, rows: Array) -> Order:
    if sort in ALPHABETICAL:
        return Alphabetical(columns, rows, ALPHABETICAL[sort])
    return relevant(columns, rows, query) if sort == "relevance" else Newest(columns, rows)
