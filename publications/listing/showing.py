"""A list as its page shows it: what a template needs, and what search engines are told."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.urls import reverse

from ..charts import Chart
from .choosing import PER_PAGE, Chosen
from .facets import (
    LONG,
    Choice,
    Long,
    Panel,
    Way,
    chips,
    choices,
    most_first,
    panels,
    respelled,
    sorts,
    ways_out,
    years,
)

VALUES_PER_PAGE = 100


@dataclass
class Shown:
    """One page of a list, with everything around it."""

    chosen: Chosen
    number: Any = 1

    @cached_property
    def page(self) -> Page:
        return Paginator(self.chosen, PER_PAGE).get_page(self.number)

    @cached_property
    def panels(self) -> list[Panel]:
        return panels(self.chosen)

    @cached_property
    def chart(self) -> Chart:
        return years(self.chosen)

    @cached_property
    def chips(self) -> list[Choice]:
        return chips(self.chosen)

    @property
    def ways_out(self) -> list[Way]:
        return ways_out(self.chosen)

    @property
    def respelled(self) -> Way | None:
        return respelled(self.chosen)

    @property
    def sorts(self) -> list[Choice]:
        return list(sorts(self.chosen.asked))

    @property
    def is_by_date(self) -> bool:
        return self.chosen.asked.sort == "date"

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The filters as hidden fields of a form that asks for one thing more."""
        asked = self.chosen.asked
        return asked.pairs() + ([("sort", asked.sort)] if asked.sort != "date" else [])

    @property
    def made_of(self) -> str | None:
        """Whose tables alone say what there is to choose; a search goes by those of all who are searched."""
        return None if self.chosen.query else "publications"

    @property
    def query_string(self) -> str:
        return self.chosen.asked.query_string()

    @property
    def canonical_url(self) -> str:
        return settings.SITE_URL + reverse("publications:list") + self.query_string

    @property
    def is_for_search_engines(self) -> bool:
        """The list, and what one filter leaves of it; combinations, orders and searches have no end."""
        asked = self.chosen.asked
        return not asked.q and asked.sort == "date" and len(self.chips) < 2 and len(self.chosen) > 0


@dataclass
class Values:
    """All authors or tags of a list, with counts: where ten beside it are too few."""

    chosen: Chosen
    long: Long
    named: str = ""
    number: Any = 1

    @cached_property
    def page(self) -> Page:
        numbers, counts = most_first(*self.long.lists(self.chosen).counts(self.chosen.rows))
        if self.named:
            wanted = self.long.model.objects.with_words(self.named)
            there = np.isin(numbers, list(wanted.values_list("pk", flat=True)))
            numbers, counts = numbers[there], counts[there]
        page = Paginator(list(zip(numbers, counts, strict=True)), VALUES_PER_PAGE).get_page(self.number)
        shown = np.array(page.object_list, dtype=np.int64).reshape(-1, 2)
        page.object_list = choices(self.chosen, self.long, shown[:, 0], shown[:, 1])
        return page


def values_of(chosen: Chosen, name: str, named: str, number: Any) -> Values:
    return Values(chosen, LONG[name], named, number)
