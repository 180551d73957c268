"""What else a list can be narrowed by: each value with its link and the number of publications it leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.urls import reverse

from ..charts import Chart, per_year
from ..columns import Array, Lists, sort_text
from ..models import Author, EntryType, Tag
from .asked import SORTS, Asked
from .choosing import UNSTATED, Chosen, state_label

#: So many authors and tags stand beside the list; the others are a link away.
SHOWN = 10
_TYPES = dict(EntryType.choices)


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    value: str
    label: str
    count: int
    url: str
    is_chosen: bool = False

    @property
    def counted(self) -> str:
        """With commas; Django's own filter asks for the language each time."""
        return f"{self.count:,}"


@dataclass(frozen=True, slots=True)
class Way:
    """A way on for whoever has found nothing."""

    how: str
    name: str
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One filter. `total` is how many values there are, where not all of them are shown."""

    name: str
    heading: str
    choices: list[Choice]
    total: int = 0
    more: str = ""
    plural: str = ""
    article: str = ""

    @property
    def first(self) -> list[Choice]:
        return self.choices[:SHOWN]

    @property
    def rest(self) -> list[Choice]:
        """Behind a click: types that hardly anything has."""
        return self.choices[SHOWN:]


@dataclass(frozen=True, slots=True)
class Long:
    """A filter with too many values to show them all."""

    name: str
    heading: str
    plural: str
    article: str
    model: type[Author] | type[Tag]

    def lists(self, chosen: Chosen) -> Lists:
        return getattr(chosen.columns, f"{self.name}s")


LONG = {
    "author": Long("author", "Author", "authors", "an author", Author),
    "tag": Long("tag", "Tag", "tags", "a tag", Tag),
}


def address(asked: Asked) -> str:
    return reverse("publications:list") + asked.query_string()


def panels(chosen: Chosen) -> list[Panel]:
    """Those that have something to choose."""
    made = [_types(chosen), _states(chosen), *(_longest(chosen, long) for long in LONG.values())]
    return [panel for panel in made if len(panel.choices) > 1 or any(one.is_chosen for one in panel.choices)]


def years(chosen: Chosen) -> Chart:
    """Publications per year, whatever years are asked for."""
    counts = np.bincount(chosen.columns.facts["year"][chosen.rows(but="year")])
    found = {int(year): int(counts[year]) for year in np.flatnonzero(counts)}
    return per_year(found, lambda year: address(chosen.asked.with_("year", year)), chosen.asked.years or None)


def _types(chosen: Chosen) -> Panel:
    counts = _counted(chosen, "type", "kind", chosen.columns.kinds)
    return _short(chosen, "type", "Type", [(kind, _TYPES.get(kind, kind), n) for kind, n in counts])


def _states(chosen: Chosen) -> Panel:
    counts = _counted(chosen, "state", "state", chosen.columns.states)
    known = [(state or UNSTATED, state_label(state or UNSTATED), n) for state, n in counts]
    return _short(chosen, "state", "State", known)


def _counted(chosen: Chosen, name: str, column: str, words: Sequence[str]) -> list[tuple[str, int]]:
    """As if nothing of this filter were chosen: any of several values will do."""
    counts = np.bincount(chosen.columns.facts[column][chosen.rows(but=name)], minlength=len(words))
    return [(word, int(count)) for word, count in zip(words, counts, strict=True) if count]


def _short(chosen: Chosen, name: str, heading: str, counts: list[tuple[str, str, int]]) -> Panel:
    there = {value for value, _, _ in counts}
    gone = [
        (one.value, one.label, 0) for one in chosen.filters if one.name == name and one.value not in there
    ]
    choices = [_choice(chosen.asked, name, *value) for value in [*counts, *gone]]
    return Panel(name, heading, sorted(choices, key=lambda one: (not one.is_chosen, -one.count, one.label)))


def _longest(chosen: Chosen, long: Long) -> Panel:
    """What was chosen, and of the others those with most publications."""
    numbers, counts = most_first(*long.lists(chosen).counts(chosen.rows()))
    picked = [one for one in chosen.filters if one.name == long.name]
    mine = [_choice(chosen.asked, long.name, one.value, one.label, len(chosen)) for one in picked]
    values = {one.value for one in picked}
    others = choices(chosen, long, numbers[: SHOWN + len(picked)], counts)
    shown = [*mine, *(one for one in others if one.value not in values)][: max(SHOWN, len(mine))]
    more = f"{reverse('publications:values', args=[long.name])}{chosen.asked.query_string()}"
    more = more if len(numbers) > len(shown) else ""
    return Panel(long.name, long.heading, shown, len(numbers), more, long.plural, long.article)


def most_first(numbers: Array, counts: Array) -> tuple[Array, Array]:
    order = np.argsort(-counts, kind="stable")
    return numbers[order], counts[order]


def choices(chosen: Chosen, long: Long, numbers: Array, counts: Array) -> list[Choice]:
    """These authors or tags by their names, those with as many publications by the alphabet."""
    found = long.model.objects.in_bulk(numbers.tolist())
    rows = zip(numbers.tolist(), counts.tolist(), strict=False)
    named = [(count, found[number]) for number, count in rows if number in found]
    named.sort(key=lambda one: (-one[0], sort_text(str(one[1]))))
    return [_choice(chosen.asked, long.name, one.slug, str(one), count) for count, one in named]


def _choice(asked: Asked, name: str, value: str, label: str, count: int) -> Choice:
    is_chosen = value in getattr(asked, name)
    change = asked.without if is_chosen else asked.with_
    return Choice(name, value, label, count, address(change(name, value)), is_chosen)


def chips(chosen: Chosen) -> list[Choice]:
    """What was chosen, each with the way back."""
    asked = chosen.asked
    return [
        Choice(one.name, one.value, one.label, 0, address(asked.without(one.name, one.value)), True)
        for one in chosen.filters
    ]


def ways_out(chosen: Chosen) -> list[Way]:
    """Where nothing is left: what there is without one of the filters, or else with one of them alone."""
    less = [
        Way(
            "Without",
            one.name,
            one.label,
            chosen.without(one),
            address(chosen.asked.without(one.name, one.value)),
        )
        for one in chosen.filters
    ]
    alone = [
        Way(
            "With nothing but",
            one.name,
            one.label,
            int(one.rows.sum()),
            address(Asked().with_(one.name, one.value)),
        )
        for one in chosen.filters
    ]
    return [way for way in less if way.count] or [way for way in alone if way.count]


def sorts(asked: Asked) -> Iterable[Choice]:
    for sort, label in SORTS.items():
        if sort != "relevance" or asked.q:
            yield Choice("sort", sort, label, 0, address(asked.with_("sort", sort)), asked.sort == sort)
