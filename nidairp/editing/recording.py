"""The history of an object: a revision for whatever happens to it, and for what happened unseen.

A row can be written past this, by an import or a script that calls ``save()``. That is noticed before
anything is written over it, and kept as a revision "as found".
"""

from typing import Any

from django.db.models import Max
from django.utils import timezone

from . import pruning, snapshot
from .models import Edited, Revision
from .snapshot import Content

Kind = Revision.Kind


def add(row: Edited, kind: Kind, content: Content, user: Any, **more: Any) -> Revision:
    """A revision with the object's next number; the row must be locked."""
    last = Revision.objects.of(row).aggregate(last=Max("number"))["last"] or 0
    values = {"kind": kind, "content": content, "user": user, "moment": timezone.now(), **more}
    made = Revision.objects.create(object=row, number=last + 1, **values)
    pruning.prune(row)
    return made


def add_applied(row: Edited, kind: Kind, user: Any, note: str = "") -> Revision:
    """A revision of what the row says now."""
    return add(row, kind, snapshot.take(row), user, note=note, applied=True)


def keep_found(row: Edited) -> None:
    """What stands in the row and in no revision yet."""
    content = snapshot.take(row)
    known = Revision.objects.of(row).filter(applied=True).newest_first().first()
    if known is None:
        add(row, Kind.FOUND, content, None, applied=True, moment=row.updated_at)
    elif not snapshot.same(known.content, content):
        add(row, Kind.FOUND, content, None, note="Changed outside this form.", applied=True)
