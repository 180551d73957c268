"""What an author has written or edited, as the list narrowed to them: page by page, and year by year."""

from functools import cached_property

import numpy as np

from ..models import Author, Publication, list_columns
from .choosing import shown
from .ordering import Newest


class Works:
    """The newest first. Who has just been put on a publication counts once it has been refreshed."""

    def __init__(self, author: Author) -> None:
        self._columns = list_columns()
        self._rows = self._columns.authors.rows_with(author.pk)
        self._order = Newest(self._columns, self._rows)

    @cached_property
    def years(self) -> dict[int, int]:
        """How many appeared in each year; 0 stands for those of which nobody knows."""
        years, counts = np.unique(self._columns.facts["year"][self._rows], return_counts=True)
        return dict(zip(years.tolist(), counts.tolist(), strict=True))

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, part: slice) -> list[Publication]:
        return shown(self._order[part].tolist())
