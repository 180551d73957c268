"""Drafts: saved, brought back from an older version, discarded. None of it changes what the public sees."""

from typing import Any

from django.core.exceptions import ValidationError

from . import recording, revising, snapshot
from .models import Edited, Revision
from .snapshot import SCHEDULE, Content

Kind = Revision.Kind
NO_OTHER = "Nothing was done: the text is already that version."


def save(obj: Edited, content: Content, user: Any, note: str = "", kind: Kind = Kind.DRAFT) -> Revision:
    """Beside the row where that is public or promised, else into it."""
    with revising.locked(obj) as row:
        return save_locked(row, content, user, note, kind)


def save_locked(row: Edited, content: Content, user: Any, note: str, kind: Kind) -> Revision:
    if not row.is_promised:
        revising.write(row, content, draft=None)
        return recording.add_applied(row, kind, user, note)
    made = recording.add(row, kind, content, user, note=note)
    row.set_facts(draft=made)
    return made


def restore(obj: Edited, revision: Revision, user: Any) -> Revision:
    """The older version's text as a new draft; when it is to be shown stays as it is now."""
    with revising.locked(obj) as row:
        newest = revising.newest(row)
        moments = {name: newest["fields"].get(name) for name in SCHEDULE}
        content = snapshot.with_fields(revision.content, **moments)
        if snapshot.same(content, newest):
            raise ValidationError(NO_OTHER)
        note = f"From {str(revision).lower()}."
        return save_locked(row, content, user, note, Kind.RESTORED)


def discard(obj: Edited, user: Any) -> bool:
    """Back to what is public; the draft stays in the history. Scheduled changes are discarded, too."""
    with revising.locked(obj) as row:
        if not row.has_draft:
            return False
        revising.drop_schedule(row)
        row.set_facts(draft=None, submitted_at=None, submitted_by=None)
        recording.add_applied(row, Kind.DISCARDED, user)
        return True
