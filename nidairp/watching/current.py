"""The request that is being answered, for whatever is logged meanwhile."""

import re
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import uuid4

from django.http import HttpRequest

#: What nginx gives a request ($request_id), or another proxy; else one is made.
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
#: An address that leads nowhere.
NOWHERE = "(none)"


@dataclass
class Current:
    id: str = field(default_factory=lambda: uuid4().hex)
    queries: int = 0
    query_seconds: float = 0.0


current: ContextVar[Current | None] = ContextVar("request", default=None)


def begun(request: HttpRequest) -> Current:
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    return Current(given) if _GIVEN.fullmatch(given) else Current()


def route(request: HttpRequest) -> str:
    """Which page it is, without what tells one from another: some addresses are secrets (previews)."""
    match = getattr(request, "resolver_match", None)
    return match.route or "(home)" if match else NOWHERE
