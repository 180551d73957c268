"""An answer that is sent while it is made, and says so where it could not be made to its end.

Its status has gone out with the first piece, and the server (granian) has no way to break a connection off:
it ends a failed answer as it ends a whole one. So what failed ends in ``torn``, which no reader of its format
takes for an end.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextvars import copy_context
from itertools import chain, islice
from typing import Any

from django.http import StreamingHttpResponse

logger = logging.getLogger(__name__)
NOT_COMPLETE = (
    "THIS FILE IS NOT COMPLETE: the server failed while it was being sent, and the rest is missing. "
    "Please download it again."
)
#: In a quote that nobody closes.
TORN_CSV = f'\r\n"{NOT_COMPLETE}\r\n'


def streamed(pieces: Iterable[str], torn: str, **options: Any) -> StreamingHttpResponse:
    """What fails before there is a first piece is an error like any other."""
    rest = iter(pieces)
    first = list(islice(rest, 1))
    # By the time that the rest is made the request is over; what is logged then names it nevertheless.
    within = copy_context().run
    return StreamingHttpResponse(chain(first, _to_the_end(rest, torn, within)), **options)


def _to_the_end(pieces: Iterator[str], torn: str, within: Callable[..., Any]) -> Iterator[str]:
    try:
        yield from pieces
    except Exception:  # noqa: BLE001 - logged, with what it was
        within(logger.exception, "An answer broke off: the rest of what is streamed could not be made")
        yield torn
