"""What the public sees is changed here and nowhere else.

Each function takes the lock, writes row and history in one transaction, and leaves ``obj`` as it is then.
What cannot be published says why, as a ``ValidationError``.
"""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from . import recording, revising, schedule, snapshot, telling
from .models import Edited, Revision
from .snapshot import Content

Kind = Revision.Kind
State = Edited.State


def publish(obj: Edited, user: Any, content: Content | None = None, note: str = "") -> bool:
    """Now: this content, or the newest that was saved. Says whether there was anything to publish."""
    with revising.locked(obj) as row:
        if content is None and row.state == State.PUBLISHED and not row.has_draft:
            return False
        publish_locked(row, content or revising.newest(row), user, note)
        return True


def publish_locked(row: Edited, content: Content, user: Any, note: str) -> None:
    now, writer = timezone.now(), row.submitted_by
    content = snapshot.with_fields(content, publish_at=None)
    check_end(content, now)
    revising.drop_schedule(row)
    revising.write(row, content, state=State.PUBLISHED, published_at=row.published_at or now, **SETTLED)
    recording.add_applied(row, Kind.PUBLISHED, user, note)
    if writer and writer != user:
        telling.accepted(row, writer, user, "published")


#: What is over once something is published or scheduled.
SETTLED = {"publish_at": None, "draft": None, "submitted_at": None, "submitted_by": None}


def schedule_for(
    obj: Edited, moment: datetime.datetime, user: Any, content: Content | None = None, note: str = ""
) -> None:
    """At that moment: the whole thing, or where it is public already, its changes."""
    if moment <= timezone.now():
        raise ValidationError(f"{schedule.said(moment)} is past: choose a later time, or publish now.")
    with revising.locked(obj) as row:
        content = snapshot.with_fields(content or revising.newest(row), publish_at=moment.isoformat())
        check_end(content, moment)
        if row.submitted_by and row.submitted_by != user:
            telling.accepted(row, row.submitted_by, user, f"scheduled for {schedule.said(moment)}")
        if row.is_public:
            _schedule_changes(row, moment, content, user, note)
        else:
            facts = {**SETTLED, "state": State.SCHEDULED, "publish_at": moment}
            revising.write(row, content, **facts)
            recording.add_applied(row, Kind.SCHEDULED, user, note)


def _schedule_changes(row: Edited, moment: datetime.datetime, content: Content, user: Any, note: str) -> None:
    revising.drop_schedule(row)
    made = recording.add(row, Kind.SCHEDULED, content, user, note=note, due=moment)
    row.set_facts(draft=made, submitted_at=None, submitted_by=None)


def unschedule(obj: Edited, user: Any) -> bool:
    """What was to be shown is a draft again; nothing of it is lost."""
    with revising.locked(obj) as row:
        if row.is_public:
            return _keep_changes_back(row, user)
        if row.state != State.SCHEDULED:
            return False
        row.set_facts(state=State.WITHDRAWN if row.published_at else State.DRAFT, publish_at=None)
        recording.add_applied(row, Kind.UNSCHEDULED, user)
        return True


def _keep_changes_back(row: Edited, user: Any) -> bool:
    waiting = Revision.objects.of(row).filter(due__isnull=False).first()
    if waiting is None:
        return False
    revising.drop_schedule(row)
    content = row.draft.content if row.draft else waiting.content
    made = recording.add(row, Kind.UNSCHEDULED, snapshot.with_fields(content, publish_at=None), user)
    row.set_facts(draft=made)
    return True


def unpublish(obj: Edited, user: Any, note: str = "") -> bool:
    """Off the site at once. A draft that was over it stays the draft."""
    with revising.locked(obj) as row:
        if not row.is_promised:
            return False
        withdraw_locked(row, user, note)
        return True


def withdraw_locked(row: Edited, user: Any, note: str) -> None:
    revising.drop_schedule(row)
    row.state, row.publish_at, row.unpublish_at = State.WITHDRAWN, None, None
    row.save(update_fields=["state", "publish_at", "unpublish_at", "updated_at"])
    recording.add_applied(row, Kind.WITHDRAWN, user, note)


def amend(obj: Edited, user: Any, note: str = "", **values: Any) -> None:
    """Sets single fields, on the spot, in what is public and in the draft over it alike.

    For changes of many objects at once, such as another category: publishing an older draft must not take
    them back.
    """
    with revising.locked(obj) as row:
        draft = row.draft
        for name, value in values.items():
            setattr(row, name, value)
        revising.check(row)
        row.save()
        kind = Kind.PUBLISHED if row.is_public else Kind.SCHEDULED if row.is_promised else Kind.DRAFT
        made = recording.add_applied(row, kind, user, note)
        if draft:
            _amend_draft(row, draft, made.content, user, note, values)


def _amend_draft(
    row: Edited, draft: Revision, content: Content, user: Any, note: str, values: dict[str, Any]
) -> None:
    waiting = Revision.objects.of(row).filter(due__isnull=False)
    for revision in {draft, *waiting}:
        amended = snapshot.with_fields(revision.content, **{name: content["fields"][name] for name in values})
        amended["names"] |= {name: content["names"].get(name, "") for name in values}
        due = revision.due
        Revision.objects.filter(pk=revision.pk).update(due=None)
        made = recording.add(row, revision.kind, amended, user, note=note, due=due)
        if revision.pk == draft.pk:
            row.set_facts(draft=made)


def check_end(content: Content, start: datetime.datetime) -> None:
    """Nothing is put on the site that must be off it before."""
    end = content["fields"].get("unpublish_at")
    if end and datetime.datetime.fromisoformat(end) <= start:
        raise ValidationError(
            f"It would come off the site on {schedule.said(datetime.datetime.fromisoformat(end))}, before it "
            "is published: choose a later time, or none."
        )
