"""What people decide on the rows of a batch that waits: one by one, or all of a kind."""

from collections.abc import Mapping

from django.db import transaction

from publications.importing import stored
from publications.importing.deciding import CHOICES, choices
from publications.importing.plan import differences, flat
from publications.models.import_batch import ImportBatch, ImportRow
from publications.models.locks import hold_import_at_rest

#: Names of form fields: `decision-7` for row 7, `target-7` for what it is about, `all-update` for a kind.
_DECISION, _TARGET, _ALL = "decision-", "target-", "all-"


def kinds(batch: ImportBatch, counts: Mapping[str, int]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The outcomes for which something can be decided for all rows: value, name, choices."""
    return [
        (str(outcome), str(outcome.label), choices(outcome, batch))
        for outcome, possible in CHOICES.items()
        if len(possible) > 1 and counts.get(outcome)
    ]


def decide(batch: ImportBatch, said: Mapping[str, str]) -> int:
    """Keeps the decisions of a form; returns how many changed. None once the batch is being applied."""
    with transaction.atomic():
        waiting = ImportBatch.objects.select_for_update().filter(
            pk=batch.pk, state=ImportBatch.State.READY, step=ImportBatch.Step.NONE
        )
        if not (waiting and hold_import_at_rest(batch.pk)):
            return 0
        return sum(_decide_all(batch, said)) + sum(_decide_each(batch, said))


def _decide_all(batch: ImportBatch, said: Mapping[str, str]) -> list[int]:
    return [
        batch.rows.filter(outcome=outcome).exclude(decision=said[name]).update(decision=said[name])
        for outcome, possible in CHOICES.items()
        if (name := f"{_ALL}{outcome}") in said and said[name] in possible
    ]


def _decide_each(batch: ImportBatch, said: Mapping[str, str]) -> list[bool]:
    numbers = {name.rpartition("-")[2] for name in said if name.startswith((_DECISION, _TARGET))}
    pks = [int(number) for number in numbers if number.isdecimal() and len(number) < 18]
    return [_decide_one(row, said) for row in batch.rows.filter(pk__in=pks)]


def _decide_one(row: ImportRow, said: Mapping[str, str]) -> bool:
    decision, target = said.get(f"{_DECISION}{row.pk}"), said.get(f"{_TARGET}{row.pk}", "")
    before = (row.decision, row.publication_id)
    if f"{_ALL}{row.outcome}" not in said and decision in CHOICES[ImportRow.Outcome(row.outcome)]:
        row.decision = decision
    candidates = {one["publication"] for one in row.candidates}
    aimed = int(target) if target.isdecimal() and len(target) < 19 else 0
    if aimed in candidates and aimed != row.publication_id:
        _aim(row, aimed)
    changed = before != (row.decision, row.publication_id)
    if changed:
        row.save(update_fields=["decision", "publication", "differences"])
    return changed


def _aim(row: ImportRow, pk: int) -> None:
    """Lets the row be about another of its candidates: what it would change there is another matter."""
    values = stored.load([pk]).get(pk)
    if values:
        row.publication_id = pk
        written = stored.last_written([pk]).get(pk, {})
        row.differences = differences(flat(values), flat(stored.expanded(row.values)), written)
