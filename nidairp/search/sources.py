"""The kinds of things that can be found, as the shell registers them.

A source says which rows there are, as the public may see them, and what of each row is its title, its people,
its identifiers and its text, in expressions that the database itself can work out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import DateField, DateTimeField, F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

#: An entry's key says whose it is, so that an engine need not look it up: the object's key × KINDS + number.
KINDS = 16
#: What of an entry says when it is public; both empty where it always is.
MOMENTS = ("visible_from", "visible_until")
NAMES = ("id", "object_id", "title", "people", "identifiers", "text", "date", *MOMENTS)


class Plain(Func):
    """Text without its tags; a function that each engine provides."""

    function = "search_plain"
    output_field = TextField()


class Lines(Func):
    """Texts put together. Django's Concat nests a call for each, which is too deep for SQLite's parser."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = TextField()


#: A column by its name, or what is made of some.
Column = str | Func


def joined(*columns: Column) -> Any:
    """Several columns as lines of one text."""
    there = (F(column) if isinstance(column, str) else column for column in columns)
    texts = [Coalesce(Cast(column, TextField()), Value("")) for column in there]
    parts = [part for text in texts for part in (text, Value("\n"))][:-1]
    return Lines(*parts) if parts else Value("", output_field=TextField())


class Named(NamedTuple):
    """Somebody with a page of their own."""

    family: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """`rows` must be the published ones: nothing else is ever found. `number` is its own, below `KINDS`.

    A trigger knows no clock. So where a schedule says what is public, `rows` are also those that have been
    public or will be, each with its `MOMENTS`, and whoever asks compares these with the clock.
    """

    kind: str
    number: int
    heading: str
    rows: Callable[[], QuerySet[Any]]
    title: str
    people: tuple[str, ...] = ()
    identifiers: tuple[Column, ...] = ()
    text: tuple[str, ...] = ()
    date: str | None = None
    has_moments: bool = False
    #: Who stands behind the rows with these keys.
    named: Callable[[list[int]], Iterable[Named]] = lambda keys: ()
    #: What programs read of a result, as HTML.
    citing: Callable[[Any], str] = lambda row: ""

    @property
    def model(self) -> type[Model]:
        return self.rows().model

    def entries(self) -> QuerySet[Any]:
        """A row for each entry, its columns in the order of `NAMES`."""
        return (
            self.rows()
            .order_by()
            .values_list(
                F("pk") * KINDS + self.number,
                F("pk"),
                Plain(joined(self.title)),
                Plain(joined(*self.people)),
                joined(*self.identifiers),
                Plain(joined(*self.text)),
                F(self.date) if self.date else Cast(Value(None), DateField()),
                *(F(name) if self.has_moments else Cast(Value(None), DateTimeField()) for name in MOMENTS),
            )
        )

    def public(self) -> QuerySet[Any]:
        """The rows that may be seen now."""
        rows, now = self.rows(), timezone.now()
        if not self.has_moments:
            return rows
        begun = Q(visible_from=None) | Q(visible_from__lte=now)
        return rows.filter(begun, Q(visible_until=None) | Q(visible_until__gt=now))


_registered: dict[str, Source] = {}


def register(source: Source) -> None:
    _registered[source.kind] = source


def registered() -> list[Source]:
    """In the order in which they were registered."""
    return list(_registered.values())


def find(kind: str) -> Source | None:
    return _registered.get(kind)
