"""Real processes on the real database: one is killed in the middle, two come at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from publications.importing import background, decisions, putting_right
from publications.importing import batch as importing
from publications.models import Author, ImportBatch, Publication
from tests.processes import Process, go_on, running, says, until_waiting
from tests.publications.importing.texts import TITLE, entry, imported, stage

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


@pytest.mark.parametrize("name", ["apply", "undo"])
def test_what_an_editor_saves_meanwhile_is_not_lost(name: str) -> None:
    """A new one would go with its import, one that the import changes would be written over."""
    batch = imported(entry())
    if name == "apply":
        batch = stage(entry(volume="131"))
    with running("tests.publications.importing.stepper", name, batch.pk) as process:
        with transaction.atomic():
            Publication.objects.update(abstract="Typed by hand.")
            go_on(process)
            assert says(process) == "trying"
            until_waiting()
        assert says(process) == "done"
    publication = Publication.objects.get()
    assert publication.abstract == "Typed by hand."
    assert publication.volume == ("131" if name == "apply" else "")


def test_while_it_is_applied_it_is_not_deleted_dropped_or_decided_on(admin_client: Client) -> None:
    batch = _batch()
    row = batch.rows.latest("position")
    with _applier(batch) as process:
        go_on(process)
        assert says(process) == "step"
        if connection.vendor == "sqlite":
            go_on(process, 2)  # there whoever writes waits until it is done
        delete = reverse("admin:publications_importbatch_delete", args=[batch.pk])
        assert admin_client.post(delete, {"post": "yes"}).status_code in {302, 403}
        assert not background.cancel(batch)
        assert decisions.decide(batch, {f"decision-{row.pk}": "skip"}) == 0
        if connection.vendor == "postgresql":
            go_on(process, 2)
        while (said := says(process)) != "done":
            assert said == "step"
    batch.refresh_from_db()
    assert (batch.state, batch.results()) == (ImportBatch.State.APPLIED, {"created": 600})


def test_what_is_corrected_while_it_is_applied_stays_in_the_form(admin_client: Client) -> None:
    batch = stage(*(entry(f"k{number}", title=f"{TITLE} {number}") for number in range(600)), "@misc{a, b={")
    row = batch.rows.get(outcome="refused")
    door = reverse("admin:publications_importbatch_correct", args=[batch.pk, row.pk])
    said = {"version": admin_client.get(door).context["form"].initial["version"], "save": "1"}
    with _applier(batch) as process:
        go_on(process)
        assert says(process) == "step"
        if connection.vendor == "sqlite":
            go_on(process, 2)  # there whoever writes waits until it is done
        page = admin_client.post(door, {"text": "@misc{a, title={Typed}}", **said}).content.decode()
        assert "{Typed}" in page
        assert ("already running" if connection.vendor == "postgresql" else "has been applied since") in page
        if connection.vendor == "postgresql":
            go_on(process, 2)
        while (step := says(process)) != "done":
            assert step == "step"
    row.refresh_from_db()
    assert (row.outcome, row.result) == ("refused", "refused")


def test_two_who_correct_one_entry_at_once_are_one_after_the_other() -> None:
    """The second sees what the first has saved, and not what stood there before."""
    batch = stage("@misc{a, b={")
    row = batch.rows.get()
    with running("tests.publications.importing.corrector", batch.pk, row.pk) as process:
        with transaction.atomic():
            mine = putting_right.held(batch.pk, row.pk)
            mine.original, mine.title = mine.source, "Mine"
            go_on(process)
            assert says(process) == "trying"
            until_waiting()
            mine.save()
        assert says(process) == "Mine"


@pytest.mark.parametrize("step", [importing.apply, importing.undo])
def test_what_was_deleted_meanwhile_can_neither_be_applied_nor_taken_back(step: Callable) -> None:
    batch = stage(entry())
    ImportBatch.objects.filter(pk=batch.pk).delete()
    with pytest.raises(importing.NotPossible, match="deleted in the meantime"):
        step(batch)
