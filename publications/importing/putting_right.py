"""A refused entry put right by hand: read again, compared again, and in its place in the import.

An import that still waits takes it up: its row is then like any other, with a decision of its own. An import
that was applied is whole, and its undo goes by the moment at which it was: there the entry begins an import
of its own, which knows which one it corrects. Abbreviations and parents of the file are known to the text,
though the file itself is not kept.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.formats import date_format

from publications.among import among
from publications.bibtex.clean import clean
from publications.bibtex.entry import Entry, Note, Reading, Refusal
from publications.bibtex.parse import iter_parse_parts, references
from publications.formats import FORMATS, guess
from publications.importing import rows
from publications.importing.candidates import Beside
from publications.importing.comparing import Comparison, Placed
from publications.importing.limits import refused
from publications.importing.outcome import NotPossible
from publications.importing.stepping import BUSY
from publications.mapping import values_of
from publications.models.import_batch import ImportBatch, ImportRow
from publications.models.locks import hold_import_at_rest

State, Outcome = ImportBatch.State, ImportRow.Outcome
CORRECTED = "corrected"
_NO_ENTRY = "There is no entry here. It begins like @article{key, and has fields such as title = {Words}."
_APPLIED_ONCE = "{} brings this entry in already."
_CANNOT_FOLLOW = "{} stands against this entry and cannot be read any more: {} Correct that one first."
_DEFINES = re.compile(r"\s*+@\s*+string\b", re.IGNORECASE)
_IN_THE_FILE = " – in the file: "
_GENERATIONS = 5
_OVER = (State.CANCELLED, State.UNDONE, State.FAILED)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no entry that can be taken up; lines are counted from the first of the text."""

    message: str
    line: int = 0
    text: str = ""


def is_open(row: ImportRow) -> bool:
    """Whether it can be corrected: refused, or corrected before, in an import that waits or was applied."""
    if row.batch.state == State.READY:
        return bool(row.original) or is_refused_entry(row)
    return row.batch.state == State.APPLIED and is_refused_entry(row)


def is_refused_entry(row: ImportRow) -> bool:
    """Not an abbreviation: the entries that name it are read already, and that takes the file once more."""
    return row.outcome == Outcome.REFUSED and not _DEFINES.match(row.source)


def corrections(batch: ImportBatch, several: Iterable[ImportRow]) -> dict[int, ImportBatch]:
    """By position: the imports that bring in refused entries of one that was applied."""
    wanted = [row.position for row in several if row.outcome == Outcome.REFUSED]
    if batch.state != State.APPLIED or not wanted:
        return {}
    there = ImportRow.objects.filter(batch__corrects=batch, position__in=wanted)
    standing = there.exclude(batch__state__in=_OVER).select_related("batch").order_by("batch_id")
    return {row.position: row.batch for row in standing}


# What a text says


def read(row: ImportRow, text: str) -> Entry | Fault:
    """The one entry that stands in the text, or what keeps it from being one."""
    text = clean(text)
    last = text.count("\n") + 1
    reading = _reading(row, text)
    entries = [entry for entry in reading.entries if entry.line <= last]
    refusals = [refusal for refusal in reading.refusals if refusal.line <= last]
    if not (entries or refusals):
        return Fault(reading.notes[0].message if reading.notes else _NO_ENTRY)
    if not refusals and len(entries) == 1:
        refusal = refused(entries[0], values_of(entries[0]))
        return _fault(text, refusal) if refusal else _with_strays(entries[0], reading, last)
    if refusals:
        return _fault(text, refusals[0])
    second = entries[1].line
    said = (
        f"{len(entries)} entries stand here, and the second begins in line {second}: leave one of them, and"
    )
    return Fault(f"{said} import the others by themselves.", second, _line(text, second))


def _reading(row: ImportRow, text: str) -> Reading:
    kind = guess(row.file, text)
    if kind != "bibtex":
        return FORMATS[kind](text)
    parts = [f"{text}\n\n", *_lent(row, text)]
    whole = Reading()
    for piece in iter_parse_parts(lambda: parts):
        whole.entries += piece.entries
        whole.refusals += piece.refusals
        whole.blocks += piece.blocks
    return whole


def _lent(row: ImportRow, text: str) -> Iterator[str]:
    """What the file lends to the entry: its abbreviations and shared data, and the parents that it names."""
    batches = [row.batch_id, row.batch.corrects_id or row.batch_id]
    others = ImportRow.objects.filter(batch__in=batches, file=row.file).exclude(pk=row.pk)
    aside = others.filter(outcome=Outcome.ASIDE).exclude(source="").order_by("position")
    lent = list(aside.values_list("source", flat=True))
    entries = others.exclude(outcome__in=(Outcome.REFUSED, Outcome.ASIDE)).annotate(called=Lower("key"))
    wanted, known = _parents("".join([text, *lent])), set[str]()
    for _ in range(_GENERATIONS):
        found = entries.filter(among("called", sorted(wanted))) if wanted else entries.none()
        lent += (sources := list(found.order_by("position").values_list("source", flat=True)))
        known |= wanted
        wanted = _parents("\n".join(sources)) - known
    return (f"{source}\n\n" for source in lent)


def _parents(text: str) -> set[str]:
    return {key.lower() for key in references(text)}


def _with_strays(entry: Entry, reading: Reading, last: int) -> Entry:
    """With a word about what stands around it, which goes nowhere."""
    for block in reading.blocks:
        if block.line <= last and block.kind in ("text", "comment"):
            entry.notes.append(Note("stray-text", "What stands beside the entry is left out.", block.line))
    return entry


def _fault(text: str, refusal: Refusal) -> Fault:
    line = refusal.at or refusal.line
    return Fault(refusal.reason, line, _line(text, line))


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1].strip()[:200] if 0 < number <= len(lines) else ""


# What would become of it


def proposed(row: ImportRow, entry: Entry, later: Iterable[ImportRow] | None = None) -> ImportRow:
    """The row as it would be, not saved; in an import of its own if the row's was applied.

    The `later` ones are compared after it: who says nothing of them means those that stand against it now.
    """
    values = values_of(entry)
    waits = row.batch.state == State.READY
    comparison = _Late(row, leaning(row) if later is None else later) if waits else Comparison(row.batch)
    [proposal] = comparison.propose([Placed(row.position, f"{row.file}:{row.line}", values)])
    shift = row.line - 1
    placed = replace(entry, notes=[replace(note, line=note.line + shift) for note in entry.notes])
    placed.line += shift
    said = {**rows.EMPTY, **rows.of_entry(placed, values, proposal)}
    place = {name: getattr(row, name) for name in ("pk", "batch", "position", "file", "line")}
    return ImportRow(**place, **said | {"original": row.original or row.source})


class _Late(Comparison):
    """For an entry that comes when the others of its import are rows."""

    def __init__(self, row: ImportRow, later: Iterable[ImportRow]) -> None:
        others = ImportRow.objects.filter(batch=row.batch).exclude(
            pk__in=[row.pk, *(one.pk for one in later)]
        )
        super().__init__(row.batch, Beside(others))
        self._others = others

    def _claimed_by(self, publication: int | None) -> int | None:
        changing = self._others.filter(publication=publication or 0, outcome=Outcome.UPDATE)
        return changing.values_list("position", flat=True).first()


def leaning(row: ImportRow) -> list[ImportRow]:
    """Entries that were corrected too and stand against this one, and those that stand against these."""
    found: dict[int, ImportRow] = {}
    places = {row.position}
    while places:
        there = ImportRow.objects.filter(batch=row.batch_id, twin__in=places).exclude(original="")
        there = there.exclude(pk__in=[row.pk, *found])
        found |= (more := {one.pk: one for one in there})
        places = {one.position for one in more.values()}
    return sorted(found.values(), key=lambda one: one.position)


# Keeping it


def keep(row: ImportRow, entry: Entry, user: Any) -> ImportRow:
    """Puts the entry into the import, or into one of its own; for who holds the row (`held`)."""
    signed = _signed(row, user)
    if row.batch.state == State.APPLIED:
        return _apart(row, proposed(row, entry), signed, user)
    later = leaning(row)
    made = _put(row, entry, signed, later)
    while later:
        one = later.pop(0)
        _compare_again(one, row.batch, later)
    return made


def _compare_again(row: ImportRow, batch: ImportBatch, later: list[ImportRow]) -> None:
    """What it stands against says something else now: else it could be left out as the same as that."""
    row.batch = batch
    entry = read(row, row.source)
    if isinstance(entry, Fault):
        raise NotPossible(_CANNOT_FOLLOW.format(row, entry.message))
    signed = next(one for one in row.warnings if one["code"] == CORRECTED)
    _put(row, entry, signed, later)


def _put(row: ImportRow, entry: Entry, signed: dict[str, Any], later: list[ImportRow]) -> ImportRow:
    made = proposed(row, entry, later)
    made.warnings = [signed, *made.warnings]
    _count(row.batch, made.warnings, row.warnings)
    if made.twin is not None and made.twin > made.position:
        # What it stands against is written first.
        made.position = 1 + (row.batch.rows.aggregate(last=Max("position"))["last"] or 0)
    made.save()
    return made


def held(batch_pk: int, pk: int) -> ImportRow | None:
    """The row for the rest of the transaction, or None if it is gone; not while the import is written."""
    batch = ImportBatch.objects.select_for_update(no_key=True).filter(pk=batch_pk).first()
    if batch is None or not (row := ImportRow.objects.filter(pk=pk, batch=batch).first()):
        return None
    if batch.step or not hold_import_at_rest(batch_pk):
        raise NotPossible(BUSY)
    row.batch = batch
    return row


def _apart(row: ImportRow, made: ImportRow, signed: dict[str, Any], user: Any) -> ImportRow:
    if other := corrections(row.batch, [row]).get(row.position):
        raise NotPossible(_APPLIED_ONCE.format(other))
    made.pk, made.batch = (
        None,
        ImportBatch.objects.create(
            name=f"{row.file}, line {row.line}"[:255],
            encoding=row.batch.encoding,
            state=State.READY,
            progress=100,
            update_existing=row.batch.update_existing,
            created_by=user,
            corrects=row.batch,
        ),
    )
    made.warnings = [signed, *made.warnings]
    _count(made.batch, made.warnings, [])
    made.save()
    return made


def _count(batch: ImportBatch, now: list[dict[str, Any]], before: list[dict[str, Any]]) -> None:
    counted = Counter(batch.warnings)
    counted.update(one["code"] for one in now)
    counted.subtract(one["code"] for one in before)
    batch.warnings = +counted
    batch.save(update_fields=["warnings"])


def _signed(row: ImportRow, user: Any) -> dict[str, Any]:
    """Who did it, and why it was needed."""
    name = user.get_full_name() or user.get_username() if user else "somebody"
    moment = date_format(timezone.localtime(), "DATETIME_FORMAT")
    before = [one["message"] for one in row.warnings if one["code"] == CORRECTED]
    why = before[0].partition(_IN_THE_FILE)[2] if before else row.reason
    return rows.warning(Note(CORRECTED, f"Corrected here by {name}, {moment}{_IN_THE_FILE}{why}"))
