"""Long files read apart from the request: shown, resumed, cancelled."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publications.importing import background
from publications.models import ImportBatch, Publication
from publications.models.import_batch import ImportSource
from tests.publications.importing.texts import entry

FILES = [("a.bib", entry().encode())]
LONG = [("a.bib", (entry() + "% " + "x" * background.SHORT).encode())]


def _waiting() -> ImportBatch:
    """A batch as a server leaves it that died before it began to read."""
    batch = ImportBatch.objects.create(name="a.bib")
    for name, data in FILES:
        ImportSource.objects.create(batch=batch, name=name, data=data)
    return batch


@pytest.mark.django_db
def test_a_short_file_is_read_at_once(admin_user: object) -> None:
    batch = background.begin(FILES, user=admin_user)
    assert batch.state == ImportBatch.State.READY
    assert batch.created_by == admin_user
    assert not ImportSource.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_long_file_is_read_by_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    resume = background.resume
    monkeypatch.setattr(background, "resume", lambda batch: begun.append(resume(batch)))
    batch = background.begin(LONG, user=None)
    begun[0].join(timeout=60)
    batch.refresh_from_db()
    assert (batch.state, batch.progress) == (ImportBatch.State.READY, 100)
    assert batch.rows.filter(outcome="new").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_nobody_reads_is_taken_up_by_who_looks() -> None:
    batch = _waiting()
    thread = background.resume(batch)
    assert thread is not None
    thread.join(timeout=60)
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.READY


@pytest.mark.django_db
def test_all_that_nobody_reads_is_taken_up_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, read, silent = _waiting(), _waiting(), _waiting()
    of_the_command = ImportBatch.objects.create(name="just begun")
    assert background.claim(read) and background.claim(silent)
    long_ago = timezone.now() - timedelta(hours=1)
    ImportBatch.objects.filter(pk=silent.pk).update(heartbeat=long_ago)
    resumed = []
    monkeypatch.setattr(background, "resume", resumed.append)
    background.resume_all()
    assert {batch.pk for batch in resumed} == {waiting.pk, silent.pk}
    ImportBatch.objects.filter(pk=of_the_command.pk).update(created_at=long_ago)
    background.resume_all()
    assert of_the_command in resumed


@pytest.mark.django_db
def test_a_batch_with_a_living_reader_is_left_to_it() -> None:
    batch = _waiting()
    assert background.claim(batch)
    assert background.resume(batch) is None


@pytest.mark.django_db
def test_a_batch_whose_reader_fell_silent_is_read_afresh() -> None:
    batch = _waiting()
    first = background.claim(batch)
    background.read(batch.pk, first)
    ImportBatch.objects.update(state=ImportBatch.State.STAGING, heartbeat=timezone.now() - timedelta(hours=1))
    for name, data in FILES:
        ImportSource.objects.create(batch=batch, name=name, data=data)
    second = background.claim(batch)
    assert second != first
    background.read(batch.pk, second)
    assert batch.rows.count() == 1


@pytest.mark.django_db
def test_a_reader_that_was_thought_dead_writes_nothing_more() -> None:
    batch = _waiting()
    first = background.claim(batch)
    ImportBatch.objects.update(worker="another")
    background.read(batch.pk, first)
    assert not batch.rows.exists()
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.STAGING


@pytest.mark.django_db
def test_a_cancelled_batch_is_empty_and_stays_so() -> None:
    batch = _waiting()
    worker = background.claim(batch)
    assert background.cancel(batch)
    background.read(batch.pk, worker)
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.CANCELLED
    assert not batch.rows.exists()
    assert not Publication.objects.exists()


@pytest.mark.django_db
def test_an_applied_batch_cannot_be_cancelled() -> None:
    batch = ImportBatch.objects.create(name="a", state=ImportBatch.State.APPLIED)
    assert not background.cancel(batch)


@pytest.mark.django_db
def test_whatever_goes_wrong_the_page_does_not_wait_for_ever(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    batch = _waiting()
    monkeypatch.setattr("publications.importing.reading.open_file", lambda *_: 1 / 0)
    background.read(batch.pk, background.claim(batch))
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.FAILED
    assert batch.error
    assert "ZeroDivisionError" in caplog.text
