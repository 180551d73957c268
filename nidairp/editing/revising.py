"""The one way to write to edited content: under a lock on its row."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from . import facts, recording, snapshot
from .models import Edited, Revision
from .snapshot import Content


class Gone(Exception):
    """Somebody has deleted it since it was read."""


@contextmanager
def locked(obj: Edited) -> Iterator[Edited]:
    """The row as it is now, which nobody else can change until the block ends. What is new is saved first."""
    with transaction.atomic():
        if obj._state.adding:
            obj.save()
            yield obj
        else:
            row = (
                type(obj)._base_manager.select_for_update(of=("self",), no_key=True).filter(pk=obj.pk).first()
            )
            if row is None:
                raise Gone
            recording.keep_found(row)
            row.was_due = facts.settle(row)
            yield row
    obj.refresh_from_db()


def newest(row: Edited) -> Content:
    """What a form shows: the draft where there is one, else the row."""
    return row.draft.content if row.draft else snapshot.take(row)


def write(row: Edited, content: Content, **facts_of_it: Any) -> None:
    """Makes the row, and the rows below it, say this. Raises ``ValidationError`` where they must not."""
    for name, value in facts_of_it.items():
        setattr(row, name, value)
    snapshot.fill(row, content, leaving=facts_of_it)
    check(row)
    row.save()
    for accessor in content["rows"].keys() & set(snapshot.accessors(row)):
        _write_rows(row, content, accessor)


def check(row: Edited) -> None:
    """What the model asks of the content; the rest of the row is our own."""
    content = {field.name for field in snapshot.content_fields(type(row))}
    row.full_clean(exclude={field.name for field in row._meta.fields} - content)


def _write_rows(row: Edited, content: Content, accessor: str) -> None:
    wanted, _ = snapshot.rows_of(row, content, accessor)
    if snapshot.take(row, {accessor: wanted})["rows"][accessor] == snapshot.take(row)["rows"][accessor]:
        return
    getattr(row, accessor).all().delete()
    for child in wanted:
        child.save()


def drop_schedule(row: Edited) -> None:
    """Changes that wait for their moment are no longer waiting; they stay in the history."""
    Revision.objects.of(row).filter(due__isnull=False).update(due=None)
