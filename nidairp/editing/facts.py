"""What a moment has brought about becomes a fact of the row: a clock that jumps back takes nothing back."""

import datetime

from django.utils import timezone

from . import recording, schedule
from .models import Edited, Revision

State = Edited.State
Kind = Revision.Kind


def settle(row: Edited) -> bool:
    """Of a locked row; says whether there was anything to do."""
    at = timezone.now()
    return any([_begin(row, at), _end(row, at)])


def _begin(row: Edited, at: datetime.datetime) -> bool:
    moment = row.publish_at
    if row.state != State.SCHEDULED or moment is None or moment > at:
        return False
    row.set_facts(
        state=State.PUBLISHED,
        publish_at=None,
        published_at=row.published_at or moment,
        updated_at=max(row.updated_at, moment),
    )
    recording.add_applied(row, Kind.PUBLISHED, None, as_scheduled(moment))
    return True


def _end(row: Edited, at: datetime.datetime) -> bool:
    moment = row.unpublish_at
    if not row.is_promised or moment is None or moment > at:
        return False
    row.set_facts(
        state=State.WITHDRAWN, publish_at=None, unpublish_at=None, updated_at=max(row.updated_at, moment)
    )
    Revision.objects.of(row).filter(due__isnull=False).update(due=None)
    recording.add_applied(row, Kind.WITHDRAWN, None, as_scheduled(moment))
    return True


def as_scheduled(moment: datetime.datetime) -> str:
    return f"As scheduled for {schedule.said(moment)}."
