"""What is to be done with a row, from what was proposed and what somebody decided. Pure."""

from publications.importing.plan import Difference
from publications.models.import_batch import ImportBatch, ImportRow

_Outcome, _Decision, _Result = ImportRow.Outcome, ImportRow.Decision, ImportRow.Result
_OPEN = (_Outcome.CONFLICT, _Outcome.POSSIBLE)

#: What may be decided for each outcome, first what is proposed.
CHOICES = {
    _Outcome.NEW: (_Decision.NONE, _Decision.SKIP),
    _Outcome.UPDATE: (_Decision.NONE, _Decision.TAKE, _Decision.KEEP, _Decision.NEW),
    _Outcome.UNCHANGED: (_Decision.NONE,),
    _Outcome.CONFLICT: (_Decision.NONE, _Decision.TAKE, _Decision.KEEP, _Decision.NEW, _Decision.SKIP),
    _Outcome.POSSIBLE: (_Decision.NONE, _Decision.TAKE, _Decision.KEEP, _Decision.NEW, _Decision.SKIP),
    _Outcome.REFUSED: (_Decision.NONE,),
    _Outcome.ASIDE: (_Decision.NONE,),
}

#: What deciding nothing means, for each outcome.
_PROPOSED = {
    _Outcome.NEW: "Add it",
    _Outcome.UPDATE: "Change what differs, save what was edited by hand",
    _Outcome.CONFLICT: "Not decided: leave out",
    _Outcome.POSSIBLE: "Not decided: leave out",
}


def choices(outcome: ImportRow.Outcome, batch: ImportBatch) -> list[tuple[str, str]]:
    """What may be decided, as value and words, first what is proposed."""
    proposed = _PROPOSED.get(outcome, "Nothing to do")
    if outcome == _Outcome.UPDATE and not batch.update_existing:
        proposed = "Leave it as it is here"
    return [(choice.value, str(choice.label) if choice else proposed) for choice in CHOICES[outcome]]


def choices_of(row: ImportRow) -> list[tuple[str, str]]:
    """The same for one row, which may stand against an earlier entry in place of something here."""
    known = choices(ImportRow.Outcome(row.outcome), row.batch)
    if row.publication_id is not None or row.outcome not in _OPEN:
        return known
    here = {} if row.twin is None else {_Decision.TAKE.value: "Put it over the earlier entry"}
    words = dict(known) | here | {_Decision.NEW.value: "Add it as another one"}
    wanted = (_Decision.NONE, *here, _Decision.NEW, _Decision.SKIP)
    return [(value, words[value]) for value in wanted]


def is_new(row: ImportRow) -> bool:
    """Whether the row makes a publication."""
    if row.outcome == _Outcome.NEW:
        return row.decision not in (_Decision.SKIP, _Decision.KEEP)
    return row.decision == _Decision.NEW and bool(row.values)


def is_update(row: ImportRow) -> bool:
    """Whether the row changes a publication that is there, or one that an earlier row makes."""
    if row.outcome == _Outcome.UPDATE and row.decision == _Decision.NONE:
        return row.batch.update_existing
    if row.outcome == _Outcome.UPDATE:
        return row.decision == _Decision.TAKE
    target = row.publication_id is not None or row.twin is not None
    return row.outcome in _OPEN and row.decision == _Decision.TAKE and target


def fields_to_write(row: ImportRow) -> dict[str, Difference]:
    """The differences that are to be written: what staff edited only where somebody said so."""
    differences: dict[str, Difference] = row.differences
    if row.decision == _Decision.TAKE:
        return differences
    return {name: one for name, one in differences.items() if not one["edited"]}


def left_because(row: ImportRow) -> str:
    """What to say about the fields that were not written."""
    edited = sorted(row.differences.keys() - fields_to_write(row).keys())
    return f"Edited here by hand, and left: {', '.join(edited)}." if edited else ""


def untouched(row: ImportRow) -> tuple[str, str]:
    """The result of a row that writes nothing, with what is to be said about it."""
    if row.outcome in _OPEN and row.decision == _Decision.NONE:
        return _Result.LEFT, f"Not imported, because nobody decided: {row.reason}."
    if row.outcome in _OPEN and row.decision == _Decision.TAKE:
        return _Result.LEFT, "There is no publication to put it over."
    return _Result.LEFT, ""
