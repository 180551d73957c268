"""Several people at once, in real processes: whatever the order, nobody is left with a name that is gone."""

import pytest
from django.db import connection

from nidairp import patience
from publications.importing import batch as importing
from publications.merging import joining, parting
from publications.models import Author, Contribution
from tests.held import held
from tests.processes import go_on, running, says
from tests.publications.importing.texts import TITLE, entry, stage
from tests.publications.merging.names import author, signed_by

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MERGER = "tests.publications.merging.merger"
APPLIER = "tests.publications.importing.applier"


def three() -> list[Author]:
    """A, B and C, each with two publications."""
    importing.apply(
        stage(*(entry(f"{family}{at}", author=f"{family}, X", title=f"{TITLE} {family}{at}")
                for family in ("Alpha", "Beta", "Gamma") for at in range(2)))
    )  # fmt: skip
    return [author(family, "X") for family in ("Alpha", "Beta", "Gamma")]


def assert_sound() -> None:
    assert not Contribution.objects.exclude(author__merged_into=None).exists()
    assert not Author.objects.exclude(merged_into=None).exclude(merged_into__merged_into=None).exists()


@pytest.mark.parametrize("turn", range(3))
def test_one_is_merged_away_while_another_is_merged_into_it(turn):
    first, second, third = three()
    with running(MERGER, second.pk, first.pk) as one, running(MERGER, third.pk, second.pk) as other:
        for process in (one, other) if turn % 2 else (other, one):
            go_on(process)
        for process in (one, other):
            assert says(process) == "trying"
        ends = [says(one), says(other)]
    assert ends in (["done", "done"], ["refused", "done"])
    assert_sound()
    assert len(signed_by(third)) == (6 if ends[0] == "done" else 4)


def test_two_who_merge_the_same_merge_once():
    first, second, _ = three()
    with running(MERGER, second.pk, first.pk) as one, running(MERGER, second.pk, first.pk) as other:
        for process in (one, other):
            go_on(process)
            assert says(process) == "trying"
        assert sorted([says(one), says(other)]) == ["done", "refused"]
    assert len(signed_by(second)) == 4


def test_a_merge_waits_for_an_import_that_is_being_written():
    first, second, _ = three()
    many = stage(*(entry(f"k{at}", author="Alpha, X", title=f"{TITLE} {at}") for at in range(600)))
    with running(APPLIER, many.pk) as applier, running(MERGER, second.pk, first.pk) as merger:
        go_on(applier)
        assert says(applier) == "step"
        go_on(merger)
        assert says(merger) == "trying"
        go_on(applier, 5)
        while (said := says(applier)) != "done":
            assert said == "step"
        assert says(merger) == "done"
    assert_sound()
    assert many.results()["created"] > 500
    assert len(signed_by(second)) == 4 + many.results()["created"]


def test_a_merge_does_not_wait_for_ever(monkeypatch):
    first, second, _ = three()
    monkeypatch.setattr(patience, "PATIENCE", 0.2)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout=200")
    many = (entry(f"k{at}", author="Alpha, X", title=f"{TITLE} {at}") for at in range(600))
    with running(APPLIER, stage(*many).pk) as applier:
        go_on(applier)
        assert says(applier) == "step"
        with pytest.raises(joining.NotPossible, match="Authors are being written just now"):
            joining.merge(second.pk, [first.pk])
    connection.close()
    assert len(signed_by(first)) == 2


def test_whoever_merges_or_parts_waits_for_rows_no_longer_than_for_names(monkeypatch):
    first, second, _ = three()
    monkeypatch.setattr(patience, "PATIENCE", 0.2)
    if connection.vendor == "postgresql":
        with held(Author), pytest.raises(joining.NotPossible) as merging:
            joining.merge(second.pk, [first.pk])
        assert isinstance(merging.value.__cause__, patience.Busy)
        assert len(signed_by(first)) == 2
    (done,) = joining.merge(second.pk, [first.pk])
    if connection.vendor == "postgresql":
        with held(Author), pytest.raises(joining.NotPossible) as parted:
            parting.undo(done)
        assert isinstance(parted.value.__cause__, patience.Busy)
        assert len(signed_by(second)) == 4
    parting.undo(done)
    assert (len(signed_by(first)), len(signed_by(second))) == (2, 2)
    assert_sound()
