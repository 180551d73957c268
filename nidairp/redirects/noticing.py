"""What happened to addresses while a request was answered, so that the person who caused it can be told.

A model's ``save()`` knows no request, and must not: it says here what it did, and whoever listens hears it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Moved:
    """A row, and so many below it, left public addresses behind, which now lead to the new ones."""

    what: str
    old: str
    new: str
    below: int
    change: UUID


@dataclass(frozen=True, slots=True)
class Shadowed:
    """Something public now stands at an address that led elsewhere until now."""

    path: str


Notice = Moved | Shadowed
_heard: ContextVar[list[Notice] | None] = ContextVar("heard", default=None)


@contextmanager
def listening() -> Iterator[list[Notice]]:
    heard: list[Notice] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


def notice(what: Notice) -> None:
    heard = _heard.get()
    if heard is not None:
        heard.append(what)
