"""How often a redirect is used, so that editors see which still matter. No visitor waits for it.

Uses are gathered in the cache and written at most once a minute; what is lost with the cache was few.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import InternalError, OperationalError, connection
from django.db.models import F
from django.utils import timezone

from .models import Redirect

EVERY = 60
FORGOTTEN = 24 * 3600
#: Milliseconds for which SQLite may wait for another writer; an import may hold it for minutes.
PATIENCE = 50


def count(row: Redirect) -> None:
    key = f"redirect-used-{row.pk}"
    cache.add(key, 0, FORGOTTEN)
    try:
        waiting = cache.incr(key)
        if cache.add(f"{key}-written", True, EVERY) and _written(row.pk, waiting):
            cache.decr(key, waiting)
    except ValueError:  # the cache was emptied in between
        return


def _written(pk: int, uses: int) -> bool:
    try:
        with _impatiently():
            Redirect.objects.filter(pk=pk).update(hits=F("hits") + uses, last_used=timezone.localdate())
    except (OperationalError, InternalError):  # busy, or only to be read at this time
        return False
    return True


@contextmanager
def _impatiently() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
