"""The schedule and the clock, between a request and its answer."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from math import floor
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_max_age, has_vary_header, patch_cache_control

from nidairp.generation.by_app import by_app
from nidairp.generation.carried import GENERATION, LASTS_UNTIL, SILENT, under
from nidairp.generation.source import reading_from

from . import due

log = logging.getLogger(__name__)


class DueMiddleware:
    """What is due is done before anything is answered, and no answer outlives the next moment that is due."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            with reading_from(DEFAULT_DB_ALIAS):  # what is due is decided where it is done
                self._catch_up(request.META)
        except DatabaseError:
            # The page itself will say that the database does not answer; this must not stand in its way.
            log.exception("What is due could not be looked up")
        with unchanged(request.META):
            response = self.get_response(request)
        bound(response, is_silent=bool(request.META.get(SILENT)))
        return response

    @staticmethod
    def _catch_up(carried: dict[str, Any]) -> None:
        """What is made just when something has become due is of no generation, and is not kept."""
        generation = carried.pop(GENERATION, None)
        if generation is None:
            if not carried.get(SILENT):
                due.catch_up()
            return
        # A replica's page asks nothing of a silent primary, and is kept only as long as that is known.
        until = (due.known_until if carried.get(SILENT) else due.quiet_until)(generation)
        if until is not None:
            carried |= {GENERATION: generation, LASTS_UNTIL: until}


def unchanged(carried: dict[str, Any]) -> AbstractContextManager[None]:
    """Says what the time is called during which all is as it is now, before anything of it is read."""
    generation = carried.get(GENERATION)
    if not generation:
        return under(None)
    return under(generation, f"{carried[LASTS_UNTIL]} {timezone.localdate()}", by_app(generation))


def bound(response: HttpResponse, *, is_silent: bool = False) -> None:
    """No answer is kept past the next moment; without a word about keeping, a browser would make up its own.

    The newest change of what is listed says nothing of what has left the list: an entity tag must do instead
    of ``Last-Modified``.
    """
    if response.streaming or not response.get("Content-Type", "").startswith(MADE):
        return
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, no_cache=True, **_own(response))
        del response["Last-Modified"]
    elif is_silent:
        patch_cache_control(response, max_age=0)  # who knows the next moment does not answer
    elif seconds := get_max_age(response):
        moment = due.next_change()
        left = floor((moment - timezone.now()).total_seconds()) if moment else seconds
        patch_cache_control(response, max_age=max(0, min(seconds, left)))


def _own(response: HttpResponse) -> dict[str, bool]:
    """What was made for somebody who is logged in is nobody else's."""
    return {"private": True} if has_vary_header(response, "Cookie") else {}


#: What is made for each answer, beside files: pages, feeds, calendars, the picture that goes with a link.
MADE = (
    "text/html", "text/xml", "application/xml", "application/rss+xml", "application/atom+xml",
    "text/calendar", "application/json", "image/png",
)  # fmt: skip
