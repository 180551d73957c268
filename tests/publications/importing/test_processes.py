"""Real processes on the real database: one is killed in the middle, two come at once."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen

import pytest
from django.db import connection

from publications.importing import batch as importing
from publications.models import Author, ImportBatch, Publication
from tests.publications.importing.texts import TITLE, entry, stage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _address() -> str:
    """The test database as a `DATABASE_URL`."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{said['NAME']}"
    return f"postgres://{said['USER']}@/{said['HOST']}/{said['NAME']}"


@contextmanager
def _applier(batch: ImportBatch) -> Iterator[Popen[str]]:
    command = [sys.executable, "-m", "tests.publications.importing.applier", str(batch.pk)]
    said = {**os.environ, "DATABASE_URL": _address(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True, env=said) as process:
        try:
            assert _says(process) == "ready"
            yield process
        finally:
            process.kill()


def _says(process: Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().split(" ")[0].strip()


def _go_on(process: Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def _batch(prefix: str = "k") -> ImportBatch:
    return stage(*(entry(f"{prefix}{number}", title=f"{TITLE} {number}") for number in range(600)))


def test_killed_in_the_middle_it_is_as_before_and_can_be_applied_again() -> None:
    batch = _batch()
    with _applier(batch) as process:
        _go_on(process)
        assert _says(process) == "step"
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
        _go_on(first)
        assert _says(first) == "step"
        _go_on(second)
        _go_on(first)
        assert _says(first) == "step"
        _go_on(first)
        assert _says(first) == "done"
        assert _says(second) == "done"
    assert Publication.objects.count() == 600


def test_two_batches_with_the_same_works_make_them_once() -> None:
    one, other = _batch(), _batch()
    with _applier(one) as first, _applier(other) as second:
        for process in (first, second):
            _go_on(process)
        for process in (first, second):
            assert process.stdin is not None
            process.stdin.write("\n" * 10)
            process.stdin.flush()
        for process in (first, second):
            while (said := _says(process)) != "done":
                assert said == "step"
    assert Publication.objects.count() == 600
    assert {one.results().get("created", 0), other.results().get("created", 0)} == {0, 600}
