"""While the site is looked after: every page says so with 503, from a file that needs no database.

It is on while ``var/maintenance`` is there (``manage.py maintenance on``), so it can be turned on and off
while the program runs, in all its processes, and beside a database that is gone.
"""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from nidairp.generation.carried import SILENT
from nidairp.generation.source import alias

#: Seconds after which programs are to ask again.
AGAIN = "300"
#: Seconds for which the page cache goes by what it saw: to look at a file takes as long as half an answer.
SEEN = 0.05


def mark() -> Path:
    return Path(settings.VAR_DIR) / "maintenance"


class Watch:
    """Whether the site is looked after, as it was a moment ago at most."""

    def __init__(self) -> None:
        self._mark, self._is_on, self._until = mark(), False, 0.0

    def is_on(self) -> bool:
        now = monotonic()
        if now >= self._until:
            self._is_on, self._until = self._mark.exists(), now + SEEN
        return self._is_on


class MaintenanceMiddleware:
    """Whoever watches over the process is answered before this, and truly."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response, self._mark = get_response, mark()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._mark.exists():
            return closed()
        if request.META.get(SILENT) and alias() == DEFAULT_DB_ALIAS:
            # Else all who answer would soon wait for the database, and nobody could be told.
            return closed("30")
        return self.get_response(request)


def closed(again: str = AGAIN) -> HttpResponse:
    """Not an error of the program's: Django is not to log each as one, and nobody to be mailed."""
    headers = {"Retry-After": again, "Cache-Control": "no-store"}
    response = HttpResponse(render_to_string("503.html"), status=503, headers=headers)
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
