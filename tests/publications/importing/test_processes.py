"""Real processes on the real database: one is killed in the middle, two come at once."""

from contextlib import AbstractContextManager

import pytest

from publications.importing import batch as importing
from publications.models import Author, ImportBatch, Publication
from tests.processes import Process, go_on, running, says
from tests.publications.importing.texts import TITLE, entry, stage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _applier(batch: ImportBatch) -> AbstractContextManager[Process]:
    return running("tests.publications.importing.applier", batch.pk)


def _batch(prefix: str = "k") -> ImportBatch:
    return stage(*(entry(f"{prefix}{number}", title=f"{TITLE} {number}") for number in range(600)))


def test_killed_in_the_middle_it_is_as_before_and_can_be_applied_again() -> None:
    batch = _batch()
    with _applier(batch) as process:
        go_on(process)
        assert says(process) == "step"
        process.kill()
        process.wait()
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.READY
    assert not Publication.objects.exists()
    assert not Author.objects.exists()
    assert importing.apply(batch).counts == {"created": 600}


def test_two_who_apply_one_batch_at_once_apply_it_once() -> None:
    batch = _batch()
    with _applier(batch) as first, _applier(batch) as second:
        go_on(first)
        assert says(first) == "step"
        go_on(second)
        go_on(first)
        assert says(first) == "step"
        go_on(first)
        assert says(first) == "done"
        assert says(second) == "done"
    assert Publication.objects.count() == 600


def test_two_batches_with_the_same_works_make_them_once() -> None:
    one, other = _batch(), _batch()
    with _applier(one) as first, _applier(other) as second:
        for process in (first, second):
            go_on(process)
        for process in (first, second):
            go_on(process, 10)
        for process in (first, second):
            while (said := says(process)) != "done":
                assert said == "step"
    assert Publication.objects.count() == 600
    assert {one.results().get("created", 0), other.results().get("created", 0)} == {0, 600}
