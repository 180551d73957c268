"""What a request for a public page carries, and what it brings back.

Only such a request has a generation, whether it is made for the page cache or for somebody who is logged in:
it was read before anything else. What is made for it may be kept under that, by whoever makes it; for all
others (previews, the admin) nothing may.
"""

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

#: What the content's generation was before the request began.
GENERATION = "nidairp.generation"
#: Said of a request that holds nothing of any visitor's: no cookie, no condition, nothing sent along.
NOBODYS = "nidairp.nobodys"
#: Said of a request that would wait for the primary, which is silent.
SILENT = "nidairp.silent"
#: Left there by whoever knows the schedule: until when (seconds since 1970) nothing changes by itself.
LASTS_UNTIL = "nidairp.lasts_until"


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A time in which all is as it is now: one content, between two moments of the schedule, on one day."""

    name: str
    #: These moments and the day.
    period: str
    #: What tells the state of each app's tables; no app where that is not known.
    apps: Mapping[str, str]


_current: ContextVar[Unchanged | None] = ContextVar("generation", default=None)


def generation() -> str | None:
    """Under which name the request that is being answered may keep what it makes; None where it may not."""
    now = _current.get()
    return None if now is None else now.name


def period() -> str:
    """The part of that name which the clock moves."""
    now = _current.get()
    return "" if now is None else now.period


@dataclass(frozen=True, slots=True)
class Of:
    """Says the same as long as nothing changes in these apps' tables, whatever else is edited.

    Without an app it tells what is made of the program alone.
    """

    apps: tuple[str, ...]

    def __call__(self) -> Hashable | None:
        now = _current.get()
        if now is None:
            return None
        numbers = [now.apps.get(app) for app in self.apps]
        return now.name if None in numbers else (now.period, *numbers)


@contextmanager
def under(name: str | None, period: str = "", apps: Mapping[str, str] | None = None) -> Iterator[None]:
    now = None if name is None else Unchanged(f"{name} {period}", period, apps or {})
    token = _current.set(now)
    try:
        yield
    finally:
        _current.reset(token)
