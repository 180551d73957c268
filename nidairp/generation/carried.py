"""What a request made for the page cache carries, and what it brings back.

Only such a request has a generation: it was read before anything else. What is made for it may be kept under
that, by whoever makes it; for all others (previews, people who are logged in) nothing may.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: What the content's generation was before the request began.
GENERATION = "nidairp.generation"
#: Said of a request that holds nothing of any visitor's: no cookie, no condition, nothing sent along.
NOBODYS = "nidairp.nobodys"
#: Said of a request that would wait for the primary, which is silent.
SILENT = "nidairp.silent"
#: Left there by whoever knows the schedule: until when (seconds since 1970) nothing changes by itself.
LASTS_UNTIL = "nidairp.lasts_until"

_current: ContextVar[str | None] = ContextVar("generation", default=None)
#: Under which name the request that is being answered may keep what it makes; None where it may not.
generation = _current.get


@contextmanager
def under(name: str | None) -> Iterator[None]:
    token = _current.set(name)
    try:
        yield
    finally:
        _current.reset(token)
