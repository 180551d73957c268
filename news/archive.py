"""The archive of a list of news: a year, or a month of it, as the address asks; and which there are."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, TextField
from django.db.models.functions import Cast, Substr
from django.utils.dateformat import format as format_date
from django.utils.functional import cached_property
from django.utils.http import urlencode

from .models import PostQuerySet


@dataclass
class Archive:
    """``rows`` are all of the list; ``year`` and ``month`` what of it is wanted."""

    rows: PostQuerySet
    year: int | None = None
    month: int | None = None

    @property
    def chosen(self) -> PostQuerySet:
        if self.year is None:
            return self.rows
        first, last = self.month or 1, self.month or 12
        end = datetime.date(self.year + last // 12, last % 12 + 1, 1)
        return self.rows.filter(date__gte=datetime.date(self.year, first, 1), date__lt=end)

    @property
    def length(self) -> int:
        """Of what is chosen. Of a whole list its years say it, and they are shown on every page of it."""
        return self.chosen.count() if self.year else sum(year["count"] for year in self.years)

    @property
    def name(self) -> str:
        """ "April 2019", "2019", or nothing for all of it."""
        if self.year is None:
            return ""
        return format_date(datetime.date(self.year, self.month, 1), "F Y") if self.month else str(self.year)

    @property
    def query(self) -> str:
        asked = {"year": self.year, "month": self.month}
        return urlencode({name: value for name, value in asked.items() if value})

    @cached_property
    def years(self) -> list[dict[str, Any]]:
        return [
            {"year": year, "count": count, "current": year == self.year}
            for year, count in self._counted(1, 4).order_by("-part")
        ]

    @cached_property
    def months(self) -> list[dict[str, Any]]:
        """Of the chosen year."""
        if self.year is None:
            return []
        of_year = Archive(self.rows, self.year)
        return [
            {"name": Archive(self.rows, self.year, month).name, "month": month, "count": count}
            for month, count in Archive(of_year.chosen)._counted(6, 2).order_by("part")
        ]

    def _counted(self, start: int, length: int) -> Any:
        """By some digits of the date: SQLite would ask Python for the year of each."""
        digits = Substr(Cast("date", TextField()), start, length)
        rows = self.rows.order_by().annotate(part=Cast(digits, IntegerField()))
        return rows.values_list("part").annotate(Count("pk"))


def asked(rows: PostQuerySet, values: Any) -> Archive:
    """What is not a year or month asks for nothing."""
    year = _number(values.get("year"), 1900, 2199)
    return Archive(rows, year, _number(values.get("month"), 1, 12) if year else None)


def _number(text: str | None, first: int, last: int) -> int | None:
    if not text or len(text) > 4 or not (text.isascii() and text.isdecimal()):
        return None
    return int(text) if first <= int(text) <= last else None
