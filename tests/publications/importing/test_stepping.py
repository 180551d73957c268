"""Long batches applied and taken back apart from the request: shown, guarded, ended where the thread died."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from publications.importing import afterwards, background, board, decisions, stepping
from publications.importing import batch as importing
from publications.importing.outcome import NotPossible, Result
from publications.models import ImportBatch, Publication
from tests.publications.importing.texts import entry, stage

State, Step = ImportBatch.State, ImportBatch.Step


def begin(batch: ImportBatch, step: ImportBatch.Step, told: list[Result]) -> Result | None:
    return stepping.begin(batch, step, user=None, told=lambda _, result: told.append(result))


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[Thread]:
    """The threads that were started; every batch is a long one."""
    started: list[Thread] = []

    class Kept(Thread):
        def start(self) -> None:
            started.append(self)
            super().start()

    monkeypatch.setattr(stepping, "Thread", Kept)
    monkeypatch.setattr(stepping, "SHORT", 0)
    return started


@pytest.mark.django_db
def test_a_short_batch_is_done_at_once() -> None:
    told: list[Result] = []
    batch = stage(entry())
    result = begin(batch, Step.APPLY, told)
    assert result is not None and result.counts == {"created": 1} and told == [result]


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_long_batch_is_applied_and_taken_back_by_threads(threads: list[Thread]) -> None:
    told: list[Result] = []
    batch = stage(entry())
    for step, state, count in ((Step.APPLY, State.APPLIED, 1), (Step.UNDO, State.UNDONE, 0)):
        assert begin(batch, step, told) is None
        threads[-1].join(timeout=60)
        batch.refresh_from_db()
        assert (batch.state, batch.step, batch.error) == (state, Step.NONE, "")
        assert Publication.objects.count() == count
    assert [result.counts for result in told] == [{"created": 1}, {"undone": 1}]


@pytest.mark.django_db(transaction=True)
def test_what_follows_a_long_batch_comes_when_it_is_done_and_told(
    threads: list[Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, seen = stage(entry()), []

    def follows() -> None:
        batch.refresh_from_db()
        seen.append((batch.state, batch.step, len(told)))
        raise RuntimeError("This is logged, and harms nothing")

    told: list[Result] = []
    monkeypatch.setattr(afterwards, "_works", [follows])
    begin(batch, Step.APPLY, told)
    threads[-1].join(timeout=60)
    assert seen == [(State.APPLIED, Step.NONE, 1)]


@pytest.mark.django_db(transaction=True)
def test_nothing_follows_a_long_batch_that_failed(
    threads: list[Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*args: Any, **options: Any) -> Result:
        raise NotPossible("It cannot be done.")

    seen: list[str] = []
    monkeypatch.setattr(afterwards, "_works", [lambda: seen.append("follows")])
    monkeypatch.setitem(stepping._WORK, Step.APPLY, (failing, State.READY))
    batch = stage(entry())
    begin(batch, Step.APPLY, [])
    threads[-1].join(timeout=60)
    batch.refresh_from_db()
    assert (batch.error, seen) == ("It cannot be done.", [])


@pytest.mark.django_db(transaction=True)
def test_how_far_it_is_can_be_seen_while_its_transaction_is_open(
    threads: list[Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, go_on = Event(), Event()

    def slow(batch: ImportBatch, *, user: Any, progress: Callable[[int], None]) -> Result:
        with transaction.atomic():
            Publication.objects.create(title="Not to be seen yet", citation_key="x")
            progress(40)
            go_on.wait(60)
            return Result({})

    def written(pk: int, worker: str, percent: int) -> None:
        board_write(pk, worker, percent)
        if percent == 40:
            seen.set()

    board_write = board.write
    monkeypatch.setattr(board, "write", written)
    monkeypatch.setattr(stepping, "BEAT", 0.01)
    monkeypatch.setitem(stepping._WORK, Step.APPLY, (slow, State.READY))
    batch = stage(entry())
    begin(batch, Step.APPLY, [])
    try:
        assert seen.wait(60)
        looked = stepping.look(ImportBatch.objects.get())
        assert (looked.step, looked.progress, looked.state) == (Step.APPLY, 40, State.READY)
        assert not Publication.objects.exists()
        with pytest.raises(NotPossible, match="already"):
            begin(ImportBatch.objects.get(), Step.APPLY, [])
    finally:
        go_on.set()
        threads[-1].join(timeout=60)
    assert ImportBatch.objects.get().step == Step.NONE


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [NotPossible("Not like this."), ZeroDivisionError()])
def test_what_went_wrong_stands_on_the_batch(
    threads: list[Thread], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def failing(*_: Any, **__: Any) -> Result:
        raise error

    monkeypatch.setitem(stepping._WORK, Step.APPLY, (failing, State.READY))
    batch = stage(entry())
    begin(batch, Step.APPLY, [])
    threads[-1].join(timeout=60)
    batch.refresh_from_db()
    assert (batch.state, batch.step) == (State.READY, Step.NONE)
    assert batch.error == (str(error) or stepping.FAILED)


@pytest.mark.django_db
def test_a_step_whose_thread_died_is_ended_and_can_be_tried_again() -> None:
    batch = stage(entry())
    silent = timezone.now() - timedelta(hours=1)
    ImportBatch.objects.update(step=Step.APPLY, worker="gone", heartbeat=silent)
    looked = stepping.look(ImportBatch.objects.get())
    assert (looked.step, looked.state, looked.error) == (Step.NONE, State.READY, stepping.INTERRUPTED)
    assert importing.apply(batch).counts == {"created": 1}


@pytest.mark.django_db
def test_what_is_being_applied_is_neither_decided_nor_dropped() -> None:
    batch = stage(entry())
    ImportBatch.objects.update(step=Step.APPLY, heartbeat=timezone.now())
    assert not background.cancel(batch)
    assert not decisions.decide(batch, {"all-new": "skip"})
    assert stepping.look(ImportBatch.objects.get()).step == Step.APPLY
