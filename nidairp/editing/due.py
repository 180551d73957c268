"""What the schedule asks for, once its moment has come.

Nobody waits for this to run: ``published()`` goes by the moments themselves. What is done here turns what has
happened into facts (``facts.py``), and puts scheduled changes in the place of what is public. That cannot be
read off the row, so every request asks first whether something is due (``catch_up``).
"""

import datetime
import logging
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from nidairp.planned import planning_once

from . import facts, publishing, recording, revising
from .models import Edited, Revision

log = logging.getLogger(__name__)
State = Edited.State
Kind = Revision.Kind
#: A second request does not wait longer than this for the first one's work.
PATIENCE = 2
#: What else changes the public site by the clock: each says when it does next.
_clocks: list[Callable[[datetime.datetime], datetime.datetime | None]] = []
_busy = threading.Lock()


def register_clock(next_after: Callable[[datetime.datetime], datetime.datetime | None]) -> None:
    if next_after not in _clocks:
        _clocks.append(next_after)


def edited_models() -> list[type[Edited]]:
    return [model for model in apps.get_models() if issubclass(model, Edited)]


def catch_up() -> None:
    """Before each answer: one small question, and work only where something is due."""
    if anything_due(timezone.now()) and _busy.acquire(timeout=PATIENCE):
        try:
            publish_due()
        finally:
            _busy.release()


def anything_due(at: datetime.datetime) -> bool:
    """One query over the small indexes of what is still to come."""
    first = _first_moment()
    return first is not None and first <= at


def publish_due() -> int:
    """Does all that is due, each object in a transaction of its own; says how many there were."""
    at = timezone.now()
    waiting = list(Revision.objects.due(at).order_by("due"))
    Revision.objects.filter(pk__in=[revision.pk for revision in waiting if revision.object is None]).update(
        due=None  # of what has been deleted
    )
    objects: list[Any] = [revision.object for revision in waiting if revision.object is not None]
    for model in edited_models():
        objects += model._default_manager.overdue(at)  # type: ignore[attr-defined]
    return sum(_settled(obj) for obj in {(type(obj), obj.pk): obj for obj in objects}.values())


def _settled(obj: Edited) -> bool:
    try:
        with revising.locked(obj) as row:
            replaced = [_replace(row, revision) for revision in Revision.objects.of(row).due(timezone.now())]
            return bool(replaced) or row.was_due
    except revising.Gone:
        return False


def _replace(row: Edited, waiting: Revision) -> None:
    """Puts scheduled changes in place. Where that has become impossible, they are a draft that says why."""
    draft, moment = row.draft, waiting.due
    Revision.objects.filter(pk=waiting.pk).update(due=None)
    try:
        with transaction.atomic():
            publishing.publish_locked(row, waiting.content, waiting.user, facts.as_scheduled(moment))
            if draft is not None and draft.number > waiting.number:
                row.set_facts(draft=draft)
    except Exception as problem:  # one object's fault must not take the site down with it
        log.exception("Scheduled changes of %s %s were not published", row._meta.label, row.pk)
        row.refresh_from_db()
        note = f"Could not be published as scheduled: {_words(problem)}"[:300]
        content = (draft or waiting).content
        row.set_facts(draft=recording.add(row, Kind.UNSCHEDULED, content, None, note=note))


def _words(problem: Exception) -> str:
    return " ".join(problem.messages) if isinstance(problem, ValidationError) else "it is no longer possible."


def next_change(after: datetime.datetime | None = None) -> datetime.datetime | None:
    """The next moment at which the public site changes by itself; no page may be kept longer than that."""
    at = after or timezone.now()
    return _earliest(_first_moment(at), *(next_after(at) for next_after in _clocks))


def _earliest(*moments: datetime.datetime | None) -> datetime.datetime | None:
    return min((moment for moment in moments if moment), default=None)


def _first_moment(after: datetime.datetime | None = None) -> datetime.datetime | None:
    """The earliest of what is scheduled, or of what of it comes later than a moment."""
    sql, number = _question(is_bounded=after is not None)
    connection = connections[DEFAULT_DB_ALIAS]
    moments = [connection.ops.adapt_datetimefield_value(after)] * number
    with planning_once(connection).cursor() as cursor:
        cursor.execute(sql, moments)
        (found,) = cursor.fetchone()
    # SQLite has moments as text, in UTC.
    return parse_datetime(found).replace(tzinfo=datetime.UTC) if isinstance(found, str) else found


@cache
def _question(*, is_bounded: bool) -> tuple[str, int]:
    """Plain SQL, because building these queries anew would cost more than asking them."""
    tables = [model._meta.db_table for model in edited_models()]
    parts = [("due", Revision._meta.db_table, "true")]
    parts += [("publish_at", table, "state = 'scheduled'") for table in tables]
    parts += [("unpublish_at", table, "state IN ('scheduled', 'published')") for table in tables]
    bound = "> %s" if is_bounded else "IS NOT NULL"
    moments = " UNION ALL ".join(
        f"SELECT min({column}) AS moment FROM {table} WHERE {column} {bound} AND {which}"  # noqa: S608
        for column, table, which in parts
    )
    return f"SELECT min(moment) FROM ({moments}) AS moments", len(parts) if is_bounded else 0  # noqa: S608


@dataclass(frozen=True, slots=True)
class Quiet:
    """As long as the content is of this generation, nothing changes by itself between these two moments."""

    generation: str
    begin: float
    end: float


_quiet = Quiet("", 0, 0)


def known_until(generation: str) -> float | None:
    """The same, where this process knows it already; nobody is asked."""
    kept = _quiet
    is_known = kept.generation == generation and kept.begin <= timezone.now().timestamp() < kept.end
    return kept.end if is_known else None


def quiet_until(generation: str) -> float | None:
    """Until when the site does not change by itself; None where something was due just now, and is done.

    Both are known for as long as nobody changes anything, so for most requests there is nothing to ask. A
    clock that was set back is before the beginning, and asks again.
    """
    global _quiet  # noqa: PLW0603 - what this process knew last
    if (known := known_until(generation)) is not None:
        return known
    now, first = timezone.now(), _first_moment()
    if first is not None and first <= now:
        catch_up()
        return None
    moment = _earliest(first, *(next_after(now) for next_after in _clocks))
    end = moment.timestamp() if moment else math.inf
    _quiet = Quiet(generation, now.timestamp(), end)
    return end
