"""Between a writer and an editor: a draft waits for somebody who may publish it.

Both are told by mail (``telling``): the editors that something waits, the writer what became of it.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from . import drafts, revising, telling
from .models import Edited, Revision
from .snapshot import Content

Kind = Revision.Kind
#: Between them the last one says whose turn it is.
TURNS = (Kind.SUBMITTED, Kind.RETURNED, Kind.PUBLISHED, Kind.SCHEDULED, Kind.WITHDRAWN)


def last_turn(obj: Edited) -> Revision | None:
    turns = Revision.objects.of(obj).filter(kind__in=TURNS).newest_first()
    return turns.select_related("user").defer("content").first()


def sent_back(rows: Iterable[Edited]) -> set[Edited]:
    """Those of the rows that wait for their writer, in one query for all."""
    by_key = {(ContentType.objects.get_for_model(row).pk, row.pk): row for row in rows}
    kinds, keys = {kind for kind, _ in by_key}, {key for _, key in by_key}
    turns = Revision.objects.filter(kind__in=TURNS, content_type__in=kinds, object_id__in=keys)
    last = {
        (kind, key): turn
        for kind, key, turn in turns.order_by("number").values_list("content_type", "object_id", "kind")
    }
    return {row for key, row in by_key.items() if last.get(key) == Kind.RETURNED}


def submit(obj: Edited, user: Any, content: Content | None = None, note: str = "") -> Revision:
    """Puts the content, or the newest that was saved, before those who may publish."""
    with revising.locked(obj) as row:
        content = content or revising.newest(row)
        made = drafts.save_locked(row, content, user, note, Kind.SUBMITTED)
        row.set_facts(submitted_at=timezone.now(), submitted_by=user)
        telling.submitted(row, user, note)
        return made


def send_back(obj: Edited, user: Any, note: str = "") -> bool:
    """It is the writer's again; the note says what to change."""
    with revising.locked(obj) as row:
        if row.submitted_at is None:
            return False
        drafts.save_locked(row, revising.newest(row), user, note, Kind.RETURNED)
        telling.returned(row, row.submitted_by, user, note)
        row.set_facts(submitted_at=None, submitted_by=None)
        return True
