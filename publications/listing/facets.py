"""What else a list can be narrowed by: each value with its link and the number of publications it leaves."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.urls import reverse

from nidairp.generation.keeping import Keeping, of
from nidairp.prepared import PreparedForKeys
from nidairp.reversing import Address

from .. import matching
from ..charts import Chart, per_year
from ..lists import Lists
from ..models import Author, Tag, type_label
from ..segments import Array, sort_text
from .asked import SORTS, Asked
from .choosing import UNSTATED, Chosen, state_label

#: So many authors and tags stand beside the list; the others are a link away.
SHOWN = 10
LIST = Address("publications:list")
#: So many names of authors, and of tags, are kept.
MOST_NAMES = 5000
_names: Keeping[dict[int, tuple[str, str]]] = Keeping(2, state=of("publications"))


@dataclass(slots=True)
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
    """One filter. `total` is how many values there are; `every` and `more`, where not all of them are shown,
    the page of all and the same for what else was asked.
    """

    name: str
    heading: str
    choices: list[Choice]
    total: int = 0
    every: str = ""
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
    "tag": Long("tag", "Keyword", "keywords", "a keyword", Tag),
}


#: Of each the rows with these keys: most lists show as many, or a few more that have no fewer publications.
_ROWS = {
    name: PreparedForKeys(lambda keys, model=long.model: model.objects.filter(pk__in=keys).order_by(), 12)
    for name, long in LONG.items()
}


def address(asked: Asked) -> str:
    return LIST() + asked.query_string()


def addresses(asked: Asked, name: str) -> Callable[[str], str]:
    """Of lists that ask for one value more."""
    base, adding = LIST(), asked.adding(name)
    return lambda value: base + adding(value)


def panels(chosen: Chosen) -> list[Panel]:
    """Those that have something to choose."""
    made = [_types(chosen), _states(chosen), *(_longest(chosen, long) for long in LONG.values())]
    return [panel for panel in made if len(panel.choices) > 1 or any(one.is_chosen for one in panel.choices)]


def years(chosen: Chosen) -> Chart:
    """Publications per year, whatever years are asked for."""
    counts = chosen.counts("year")
    found = {int(year): int(counts[year]) for year in np.flatnonzero(counts)}
    return per_year(found, addresses(chosen.asked, "year"), chosen.asked.years or None)


def _types(chosen: Chosen) -> Panel:
    counts = _counted(chosen, "type", chosen.columns.kinds)
    return _short(chosen, "type", "Type", [(kind, type_label(kind), n) for kind, n in counts])


def _states(chosen: Chosen) -> Panel:
    counts = _counted(chosen, "state", chosen.columns.states)
    known = [(state or UNSTATED, state_label(state or UNSTATED), n) for state, n in counts]
    return _short(chosen, "state", "State", known)


def _counted(chosen: Chosen, name: str, words: Sequence[str]) -> list[tuple[str, int]]:
    """Those that there are."""
    counts = chosen.counts(name).tolist()
    return [(word, count) for word, count in zip(words, counts, strict=False) if count]


def _short(chosen: Chosen, name: str, heading: str, counts: list[tuple[str, str, int]]) -> Panel:
    there = {value for value, _, _ in counts}
    gone = [
        (one.value, one.label, 0) for one in chosen.filters if one.name == name and one.value not in there
    ]
    made = _choices(chosen.asked, name, [*counts, *gone])
    return Panel(name, heading, sorted(made, key=lambda one: (not one.is_chosen, -one.count, one.label)))


def _longest(chosen: Chosen, long: Long) -> Panel:
    """What was chosen, and of the others those with most publications."""
    picked = [one for one in chosen.filters if one.name == long.name]
    there, counts = long.lists(chosen).counts(chosen.rows)
    numbers, counts = most_first(there, counts, SHOWN + len(picked))
    mine = _choices(chosen.asked, long.name, [(one.value, one.label, len(chosen)) for one in picked])
    values = {one.value for one in picked}
    others = choices(chosen, long, numbers[: SHOWN + len(picked)], counts)
    shown = [*mine, *(one for one in others if one.value not in values)][: max(SHOWN, len(mine))]
    if len(there) <= len(shown):
        return Panel(long.name, long.heading, shown)
    every = reverse("publications:values", args=[long.name])
    more = every + chosen.asked.query_string()
    return Panel(long.name, long.heading, shown, len(there), every, more, long.plural, long.article)


def most_first(numbers: Array, counts: Array, most: int = 0) -> tuple[Array, Array]:
    """In that order; at least as many as `most`, where that is said."""
    if 0 < most < len(counts):
        enough = counts >= np.partition(counts, -most)[-most]
        numbers, counts = numbers[enough], counts[enough]
    order = np.argsort(-counts, kind="stable")
    return numbers[order], counts[order]


def choices(chosen: Chosen, long: Long, numbers: Array, counts: Array) -> list[Choice]:
    """These authors or tags by their names, those with as many publications by the alphabet."""
    found = _named(long, numbers.tolist())
    rows = zip(numbers.tolist(), counts.tolist(), strict=False)
    named = [(count, *found[number]) for number, count in rows if number in found]
    named.sort(key=lambda one: (-one[0], sort_text(one[2])))
    return _choices(chosen.asked, long.name, [(slug, label, count) for count, slug, label in named])


def _named(long: Long, numbers: list[int]) -> dict[int, tuple[str, str]]:
    """The slug and the name of each that is there: of those with most publications every list shows some."""
    known = _names(long.name, dict)
    if missing := [number for number in numbers if number not in known]:
        found = {row.pk: (row.slug, str(row)) for row in _ROWS[long.name](missing)}
        if len(known) + len(found) > MOST_NAMES:
            return known | found
        known.update(found)
    return known


def _choices(asked: Asked, name: str, counted: Iterable[tuple[str, str, int]]) -> list[Choice]:
    """Of a value, what people read and how many have it: with the way there, or the way back."""
    picked, adding = getattr(asked, name), addresses(asked, name)
    return [
        Choice(name, value, label, count, address(asked.without(name, value)), True)
        if value in picked
        else Choice(name, value, label, count, adding(value))
        for value, label, count in counted
    ]


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


def respelled(chosen: Chosen) -> Way | None:
    """Where the words are at fault: another spelling, with the filters if they leave any of it."""
    if not chosen.query or any(one.rows.any() for one in chosen.filters if one.name == "q"):
        return None
    other = matching.respelled(chosen.query)
    for asked in (chosen.asked.with_("q", other), Asked().with_("q", other)) if other else ():
        count = int(np.count_nonzero(Chosen(asked).rows))
        if count:
            return Way("Did you mean", "q", other, count, address(asked))
    return None


def sorts(asked: Asked) -> Iterable[Choice]:
    for sort, label in SORTS.items():
        if sort != "relevance" or asked.q:
            yield Choice("sort", sort, label, 0, address(asked.with_("sort", sort)), asked.sort == sort)
