"""What people decide on a preview."""

import pytest

from publications.importing import batch as importing
from publications.importing.decisions import decide, kinds
from publications.models import ImportBatch, ImportRow
from tests.factories import make_publication
from tests.publications.importing.texts import TITLE, entry, imported, only_row, stage

pytestmark = pytest.mark.django_db


def test_a_decision_for_one_row_is_kept() -> None:
    batch = stage(entry())
    row = only_row(batch)
    assert decide(batch, {f"decision-{row.pk}": "skip"}) == 1
    assert only_row(batch).decision == ImportRow.Decision.SKIP


def test_a_decision_for_all_of_a_kind_reaches_no_other_kind() -> None:
    imported(entry())
    batch = stage(
        entry(volume="1"), entry("b", title="New", author="Lu, H"), entry("c", title="Newer", author="Xu, I")
    )
    assert decide(batch, {"all-new": "skip"}) == 2
    assert sorted(batch.rows.values_list("outcome", "decision")) == [
        ("new", "skip"),
        ("new", "skip"),
        ("update", ""),
    ]


@pytest.mark.parametrize("decision", ["take", "nonsense", "<script>"])
def test_what_cannot_be_decided_for_a_kind_is_ignored(decision: str) -> None:
    batch = stage(entry())
    assert decide(batch, {f"decision-{only_row(batch).pk}": decision, "all-new": decision}) == 0


def test_rows_of_another_import_are_out_of_reach() -> None:
    other = stage(entry())
    batch = stage(entry())
    assert decide(batch, {f"decision-{only_row(other).pk}": "skip"}) == 0


def test_nothing_is_decided_after_applying() -> None:
    batch = imported(entry())
    assert decide(batch, {f"decision-{only_row(batch).pk}": "skip"}) == 0


def test_a_person_says_which_of_two_publications_is_meant() -> None:
    first, second = (
        make_publication(title=TITLE, year=2019, authors="Carmack, Stephanie", journal=journal)
        for journal in ("", "J Clin Invest")
    )
    batch = stage(entry("new", volume="130"))
    row = only_row(batch)
    assert row.publication == first
    decide(batch, {f"decision-{row.pk}": "take", f"target-{row.pk}": str(second.pk)})
    assert "journal" not in only_row(batch).differences
    importing.apply(batch)
    second.refresh_from_db()
    assert second.volume == "130"


def test_a_publication_that_is_no_candidate_cannot_be_aimed_at() -> None:
    imported(entry())
    stranger = make_publication()
    batch = stage(entry(title="Other", author="Lu, H", journal="Brain"))
    row = only_row(batch)
    decide(batch, {f"target-{row.pk}": str(stranger.pk)})
    assert only_row(batch).publication_id == row.publication_id


def test_only_kinds_with_a_choice_are_offered() -> None:
    offered = [value for value, _, _ in kinds(ImportBatch(), {"new": 1, "unchanged": 2, "refused": 1})]
    assert offered == ["new"]
