"""Many rows applied or taken back in a thread of the process that was asked; the page shows how far it is.

The state of the batch changes inside the one transaction that does the work. Beside it `step` says that
somebody is at it: where that one has died, the state is still the truth, and whoever looks next is told so.
"""

import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from django.db import connections
from django.utils import timezone

from nidairp.memory import give_back
from publications.importing import afterwards, board
from publications.importing.applying import apply
from publications.importing.outcome import NotPossible, Result
from publications.importing.undoing import undo
from publications.models.import_batch import ImportBatch

logger = logging.getLogger(__name__)

State, Step = ImportBatch.State, ImportBatch.Step
#: Is told what a step came to.
Told = Callable[[ImportBatch, Result], None]

#: Batches of up to so many rows are done at once: about two seconds.
SHORT = 2_000
#: Seconds between two reports of how far it is.
BEAT = 1.0
BUSY = "This import is already running; its page shows its progress."
INTERRUPTED = "It was interrupted, and nothing was written. Try again."
FAILED = "It failed, and nothing was written; the server's log says why."
_WORK = {Step.APPLY: (apply, State.READY), Step.UNDO: (undo, State.APPLIED)}


def begin(batch: ImportBatch, step: ImportBatch.Step, *, user: Any, told: Told) -> Result | None:
    """Does a short step at once and gives its result; a long one goes on by itself. Both tell `told`."""
    work, before = _WORK[step]
    if batch.step:
        raise NotPossible(BUSY)
    if batch.state != before or batch.rows.count() <= SHORT:
        result = work(batch, user=user)
        told(batch, result)
        return result
    worker = _claim(batch, step)
    if not worker:
        raise NotPossible(BUSY)
    Thread(
        target=_apart, args=(batch.pk, step, worker, user, told), name=f"{step}-{batch.pk}", daemon=True
    ).start()
    return None


def look(batch: ImportBatch) -> ImportBatch:
    """The batch with how far its step is; a step whose thread has died is ended."""
    if batch.step:
        percent, heard = board.read(batch)
        batch.progress = percent
        if timezone.now() - heard > board.SILENCE:
            _end(batch.pk, batch.worker, INTERRUPTED)
            batch.refresh_from_db()
    return batch


def _claim(batch: ImportBatch, step: ImportBatch.Step) -> str:
    worker = uuid4().hex
    free = ImportBatch.objects.filter(pk=batch.pk, state=batch.state, step=Step.NONE)
    now = timezone.now()
    return worker if free.update(step=step, worker=worker, heartbeat=now, progress=0, error="") else ""


def _apart(pk: int, step: ImportBatch.Step, worker: str, user: Any, told: Told) -> None:
    over = Event()
    teller = _Teller(pk, worker, over)
    teller.start()
    problem = ""
    try:
        batch = ImportBatch.objects.get(pk=pk)
        told(batch, _WORK[step][0](batch, user=user, progress=teller.hear))
    except NotPossible as reason:
        problem = str(reason)
    except Exception:
        # Whatever it was, the page must not wait for ever.
        logger.exception("Import %s: %s failed.", pk, step)
        problem = FAILED
    finally:
        over.set()
        teller.join()
        _end(pk, worker, problem)
        board.clear(pk)
        if not problem:
            afterwards.follow()
        connections.close_all()
        give_back()


def _end(pk: int, worker: str, problem: str) -> None:
    mine = ImportBatch.objects.filter(pk=pk, worker=worker).exclude(step=Step.NONE)
    mine.update(step=Step.NONE, error=problem)


class _Teller(Thread):
    """Says how far it is, by its own connection: what the working one writes nobody sees before the end."""

    def __init__(self, pk: int, worker: str, over: Event) -> None:
        super().__init__(name=f"progress-{pk}", daemon=True)
        self._pk, self._worker, self._over = pk, worker, over
        self._percent = 0

    def hear(self, percent: int) -> None:
        self._percent = percent

    def run(self) -> None:
        try:
            while not self._over.wait(BEAT):
                board.write(self._pk, self._worker, self._percent)
        finally:
            connections.close_all()
