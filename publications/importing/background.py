"""Long files read while the page shows how far it is, without a service of its own.

The files wait as rows; a thread of the process that took the upload reads them. Its heartbeat is in the
batch: where it has stopped (the server was restarted, say), whoever looks at the batch or at the list of
imports next takes it over.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import uuid4

from django.db import connections, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from nidairp.memory import give_back
from publications.importing.staging import Stage, Stopped
from publications.models.import_batch import ImportBatch, ImportRow, ImportSource
from publications.models.locks import hold_import_at_rest

logger = logging.getLogger(__name__)

#: Files up to this size (bytes, together) are read at once: about a second.
SHORT = 500_000
#: A reader that has not been heard of for so long is taken for dead.
SILENCE = timedelta(seconds=60)


def begin(
    files: Sequence[tuple[str, bytes]], *, user: Any, encoding: str = "", update: bool = True
) -> ImportBatch:
    """Stages short files at once and long ones in the background."""
    name = ", ".join(name for name, _ in files)[:255]
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            name=name, created_by=user, encoding=encoding, update_existing=update
        )
        ImportSource.objects.bulk_create(
            ImportSource(batch=batch, name=name[:255], data=data) for name, data in files
        )
    if sum(len(data) for _, data in files) <= SHORT:
        read(batch.pk, claim(batch))
    else:
        resume(batch)
    batch.refresh_from_db()
    return batch


def resume(batch: ImportBatch) -> Thread | None:
    """Reads a batch that nobody is reading; does nothing for any other."""
    worker = claim(batch)
    if not worker:
        return None
    thread = Thread(target=_read_apart, args=(batch.pk, worker), name=f"import-{batch.pk}", daemon=True)
    thread.start()
    return thread


def resume_all() -> None:
    """Reads on what nobody is reading any more, whichever import it is."""
    for batch in ImportBatch.objects.filter(_is_free(), state=ImportBatch.State.STAGING):
        resume(batch)


def claim(batch: ImportBatch) -> str:
    """Makes the batch this process's own to read; empty where somebody else is at it."""
    worker = uuid4().hex
    waiting = ImportBatch.objects.filter(_is_free(), pk=batch.pk, state=ImportBatch.State.STAGING)
    return worker if waiting.update(worker=worker, heartbeat=timezone.now()) else ""


def _is_free() -> Q:
    """Nobody reads it. Without files that wait it is the command's own, which has just begun."""
    dead = timezone.now() - SILENCE
    waits = Exists(ImportSource.objects.filter(batch=OuterRef("pk")))
    return Q(waits, heartbeat=None) | Q(heartbeat=None, created_at__lt=dead) | Q(heartbeat__lt=dead)


def cancel(batch: ImportBatch) -> bool:
    """Drops a batch that has not been applied; a reader notices at its next chunk."""
    open_states = (ImportBatch.State.STAGING, ImportBatch.State.READY)
    with transaction.atomic():
        done = ImportBatch.objects.filter(pk=batch.pk, state__in=open_states, step=ImportBatch.Step.NONE)
        if not hold_import_at_rest(batch.pk) or not done.update(state=ImportBatch.State.CANCELLED):
            return False
        ImportRow.objects.filter(batch=batch).delete()
        batch.sources.all().delete()
    return True


def read(pk: int, worker: str) -> None:
    """Reads a batch's files into its rows."""
    batch = ImportBatch.objects.get(pk=pk)
    sources = ((source.name, bytes(source.data)) for source in batch.sources.all())
    try:
        Stage(batch, worker).fill(sources, batch.encoding)
    except Stopped:
        logger.info("%s was cancelled or taken over.", batch)
    except Exception:
        # Whatever it was, the page must not wait for ever.
        logger.exception("%s could not be read.", batch)
        ImportBatch.objects.filter(pk=pk, worker=worker).update(
            state=ImportBatch.State.FAILED, error="The file could not be read; the server's log says why."
        )


def _read_apart(pk: int, worker: str) -> None:
    try:
        read(pk, worker)
    finally:
        connections.close_all()
        give_back()
