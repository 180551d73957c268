"""A batch's rows into publications: one transaction, and nothing overwritten that nobody was shown."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from nidairp.in_pieces import in_pieces
from publications.importing import bulk, stored
from publications.importing.deciding import fields_to_write, is_new, is_update, left_because, untouched
from publications.importing.outcome import NotPossible, Progress, Result, look_again, outcome_of
from publications.importing.plan import PEOPLE, flat, merged
from publications.importing.slugs import Free
from publications.importing.timing import timed
from publications.importing.writing import Made, Writer, known_people, linked
from publications.models import ListSegment, Publication
from publications.models.import_batch import ImportBatch, ImportRow
from publications.models.locks import have_import_alone, hold_names, make_names
from publications.values import Values

CHUNK = 500
_IDENTIFIERS = ("doi", "pmid", "pmcid", "arxiv")
_DONE = ("result", "result_note", "publication_id", "written", "id")


@timed("apply")
def apply(batch: ImportBatch, *, user: Any = None, progress: Progress | None = None) -> Result:
    """Does what the rows say; applied once, it does nothing more."""
    with bulk.room(), transaction.atomic():
        have_import_alone(batch.pk)
        make_names()
        hold_names()
        look_again(batch)
        if batch.state == ImportBatch.State.APPLIED:
            return outcome_of(batch, again=True)
        if batch.state != ImportBatch.State.READY:
            raise NotPossible(f"This import cannot be applied: {batch.get_state_display().lower()}.")
        Application(batch, user, timezone.now()).run(progress)
        ListSegment.objects.settle()
        batch.state, batch.finished_at = ImportBatch.State.APPLIED, timezone.now()
        batch.save(update_fields=["state", "finished_at"])
        return outcome_of(batch)


class Application:
    """The applying of one batch, inside its transaction."""

    def __init__(self, batch: ImportBatch, user: Any, moment: datetime) -> None:
        self._batch = batch
        self._writer = Writer(f"Import {batch.pk}", user.pk if user else None, moment)
        self._keys = Free(Publication, "citation_key")
        self._since = self._come_in_since(moment)

    def run(self, progress: Progress | None = None) -> None:
        self._settle_idle()
        last = self._batch.rows.count()
        for rows in chunks(self._batch):
            self._create([row for row in rows if is_new(row)])
            self._update([row for row in rows if is_update(row)])
            self._leave([row for row in rows if not row.result])
            if progress:
                progress(100 * rows[-1].position // last)

    def _settle_idle(self) -> None:
        """The rows that write nothing whatever was decided, all at once."""
        rows = self._batch.rows
        idle = rows.filter(outcome__in=(ImportRow.Outcome.UNCHANGED, ImportRow.Outcome.ASIDE))
        idle.update(result=ImportRow.Result.UNCHANGED)
        refused = rows.filter(outcome=ImportRow.Outcome.REFUSED)
        refused.update(result=ImportRow.Result.REFUSED, result_note=F("reason"))

    def _come_in_since(self, moment: datetime) -> dict[tuple[str, str], str]:
        """The identifiers of publications that came in after the batch was staged."""
        rows = Publication.objects.filter(created_at__gte=self._batch.created_at).order_by()
        since = rows.values_list("citation_key", *_IDENTIFIERS)
        return {
            (name, value): key
            for key, *values in since
            for name, value in zip(_IDENTIFIERS, values, strict=True)
            if value
        }

    # New ones

    def _create(self, rows: Sequence[ImportRow]) -> None:
        taken = self._keys.taken(row.key for row in rows)
        fresh: list[ImportRow] = []
        for row in rows:
            if row.outcome == ImportRow.Outcome.NEW and (problem := self._come_in(row, taken)):
                row.result, row.result_note = ImportRow.Result.STALE, problem
            else:
                fresh.append(row)
        values = [stored.expanded(row.values) for row in fresh]
        for one, key in zip(values, self._keys.free(map(_key, values)), strict=True):
            one["columns"]["citation_key"] = key
        for row, one, made in zip(fresh, values, self._writer.create(values), strict=True):
            row.result, row.publication_id = ImportRow.Result.CREATED, made.pk
            row.written = {"key": one["columns"]["citation_key"], **_added(made)}
        self._record(rows)

    def _come_in(self, row: ImportRow, taken: set[str]) -> str:
        if row.key in taken:
            return f"The key {row.key} has come into use since the preview; import the file again."
        columns = row.values["columns"]
        for name in _IDENTIFIERS:
            if key := self._since.get((name, columns.get(name, ""))):
                return (
                    f"{key}, with this {name.upper()}, has come in since the preview; import the file again."
                )
        return ""

    # Those that are there

    def _update(self, rows: Sequence[ImportRow]) -> None:
        self._find_twins([row for row in rows if row.publication_id is None])
        waiting = [row for row in rows if not row.result]
        while waiting:
            wave = {row.publication_id: row for row in reversed(waiting)}
            self._wave({pk: row for pk, row in wave.items() if pk})
            waiting = [row for row in waiting if not row.result]

    def _find_twins(self, rows: Sequence[ImportRow]) -> None:
        earlier = ImportRow.objects.filter(batch=self._batch, position__in=[row.twin for row in rows])
        found = dict(earlier.values_list("position", "publication_id"))
        for row in rows:
            row.publication_id = found.get(row.twin or 0)
            if row.publication_id is None:
                row.result, row.result_note = (
                    ImportRow.Result.STALE,
                    "What it would change is not there any more.",
                )
        self._record([row for row in rows if row.result])

    def _wave(self, rows: dict[int, ImportRow]) -> None:
        current = stored.load_locked(rows)
        changed: dict[int, Values] = {}
        for pk, row in rows.items():
            if changes := self._changes(row, current.get(pk)):
                changed[pk] = merged(current[pk], changes)
        known = known_people(changed)
        for made in self._writer.change(changed, known):
            row = rows[made.pk]
            row.result = ImportRow.Result.UPDATED
            row.written |= _added(made)
            if PEOPLE.keys() & row.written["fields"].keys():
                row.written["links"] = linked(known.get(made.pk, {}))
        self._record(list(rows.values()))

    def _changes(self, row: ImportRow, values: Values | None) -> dict[str, Any]:
        """What is still to be written; nothing where the publication is not what the preview showed."""
        if values is None:
            row.result, row.result_note = (
                ImportRow.Result.STALE,
                "The publication has been deleted since the preview.",
            )
            return {}
        current, wanted = flat(values), fields_to_write(row)
        open_ones = {name: one for name, one in wanted.items() if current.get(name) != one["after"]}
        moved = [name for name, one in open_ones.items() if current.get(name) != one["before"]]
        if moved:
            row.result = ImportRow.Result.STALE
            row.result_note = (
                f"Changed since the preview: {', '.join(sorted(moved))}; nothing was overwritten."
            )
            return {}
        row.result_note = left_because(row)
        if not open_ones:
            row.result = ImportRow.Result.LEFT if row.result_note else ImportRow.Result.UNCHANGED
        row.written = {"fields": {name: [one["before"], one["after"]] for name, one in open_ones.items()}}
        return {name: one["after"] for name, one in open_ones.items()}

    # The rest

    def _leave(self, rows: Sequence[ImportRow]) -> None:
        for row in rows:
            row.result, row.result_note = untouched(row)
        self._record(rows)

    def _record(self, rows: Sequence[ImportRow]) -> None:
        bulk.update(ImportRow, _DONE[:-1], ([getattr(row, name) for name in _DONE] for row in rows))


def chunks(batch: ImportBatch) -> Iterator[list[ImportRow]]:
    """The rows of a batch that still wait, in order, without what is only shown."""
    waiting = batch.rows.filter(result=ImportRow.Result.NONE)
    rows = waiting.defer("source", "title", "warnings", "candidates", "written")
    return in_pieces(rows, "position", CHUNK)


def _key(values: Values) -> str:
    """The entry's key, or one made of its first name and year where the file has none."""
    if key := values["columns"]["citation_key"]:
        return str(key)
    first = values["people"][0]["family"] if values["people"] else "Anonymous"
    return f"{first}:{values['columns']['year'] or ''}"[:200]


def _added(made: Made) -> dict[str, list[int]]:
    return {"authors": made.authors, "tags": made.tags}
