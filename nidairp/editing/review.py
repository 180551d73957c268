"""Between a writer and an editor: a draft waits for somebody who may publish it.

Who is told of it, and how, is not known here: ``submit`` and ``send_back`` are the places to say so.
"""

from typing import Any

from django.utils import timezone

from . import drafts, revising
from .models import Edited, Revision
from .snapshot import Content

Kind = Revision.Kind


def submit(obj: Edited, user: Any, content: Content | None = None, note: str = "") -> Revision:
    """Puts the content, or the newest that was saved, before those who may publish."""
    with revising.locked(obj) as row:
        content = content or revising.newest(row)
        made = drafts.save_locked(row, content, user, note, Kind.SUBMITTED)
        row.set_facts(submitted_at=timezone.now(), submitted_by=user)
        return made


def send_back(obj: Edited, user: Any, note: str = "") -> bool:
    """It is the writer's again; the note says what to change."""
    with revising.locked(obj) as row:
        if row.submitted_at is None:
            return False
        drafts.save_locked(row, revising.newest(row), user, note, Kind.RETURNED)
        row.set_facts(submitted_at=None, submitted_by=None)
        return True
