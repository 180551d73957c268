"""An applied batch taken back: what it made goes, what it changed is as before, what was edited stays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from publications.among import among
from publications.bibtex.entry import Name
from publications.importing import bulk, leftovers, stored
from publications.importing.dating import WHEN
from publications.importing.outcome import NotPossible, Progress, Result, look_again, outcome_of
from publications.importing.plan import flat, merged
from publications.importing.tidied import Tidied, tidied_since
from publications.importing.timing import timed
from publications.importing.writing import Writer, known_people, relinked
from publications.models import Author, AuthorMerge, Contribution, ListSegment, Publication
from publications.models.import_batch import ImportBatch, ImportRow
from publications.models.locks import have_import_alone, hold_names, make_names, names_are_free
from publications.values import Values

CHUNK = 500
_DONE = ("result", "result_note")


@timed("undo")
def undo(batch: ImportBatch, *, user: Any = None, progress: Progress | None = None) -> Result:
    """Takes an applied batch back, and lists what had to stay."""
    with bulk.room(), transaction.atomic():
        have_import_alone(batch.pk)
        make_names()
        hold_names()
        look_again(batch)
        if batch.state == ImportBatch.State.UNDONE:
            return outcome_of(batch, again=True)
        if batch.state != ImportBatch.State.APPLIED:
            raise NotPossible(
                f"Only an applied import can be taken back: {batch.get_state_display().lower()}."
            )
        Undoing(batch, user, timezone.now()).run(progress)
        ListSegment.objects.settle()
        batch.state = ImportBatch.State.UNDONE
        batch.save(update_fields=["state"])
        return outcome_of(batch)


class Undoing:
    """The undoing of one batch, inside its transaction."""

    def __init__(self, batch: ImportBatch, user: Any, moment: datetime) -> None:
        self._batch = batch
        self._writer = Writer(f"Import {batch.pk} taken back", user.pk if user else None, moment)
        self._authors: set[int] = set()
        self._tags: set[int] = set()
        self._since = batch.finished_at or batch.created_at
        self._parted = _parted(self._since)

    def run(self, progress: Progress | None = None) -> None:
        last = 0
        for rows in self._chunks():
            last = last or rows[0].position
            self._note_made(rows)
            self._restore([row for row in rows if row.result == ImportRow.Result.UPDATED])
            self._remove([row for row in rows if row.result == ImportRow.Result.CREATED])
            if progress:
                progress(100 - 100 * rows[-1].position // last)
        if names_are_free():  # what is not needed any more does no harm; whoever types it just now needs it
            leftovers.remove_authors(self._authors)
            leftovers.remove_tags(self._tags)

    def _chunks(self) -> Iterable[list[ImportRow]]:
        """The rows that wrote something, last first: a row may have changed what an earlier one made."""
        done = (ImportRow.Result.CREATED, ImportRow.Result.UPDATED)
        rows = self._batch.rows.filter(result__in=done).defer("source").order_by("-position")
        last: int | None = None
        while chunk := list((rows if last is None else rows.filter(position__lt=last))[:CHUNK]):
            last = chunk[-1].position
            yield chunk

    def _note_made(self, rows: Sequence[ImportRow]) -> None:
        for row in rows:
            self._authors.update(row.written["authors"])
            self._tags.update(row.written["tags"])

    def _restore(self, rows: Sequence[ImportRow]) -> None:
        """Of several changes to one publication the last is taken back first."""
        waiting = list(rows)
        while waiting:
            wave = {row.publication_id: row for row in reversed(waiting)}
            self._wave({pk: row for pk, row in wave.items() if pk is not None})
            for row in waiting:
                if row.publication_id is None:
                    row.result, row.result_note = (
                        ImportRow.Result.LEFT,
                        "The publication has been deleted since.",
                    )
            waiting = [row for row in waiting if row.result == ImportRow.Result.UPDATED]
        self._record(rows)

    def _wave(self, rows: Mapping[int, ImportRow]) -> None:
        current = stored.load_locked(rows)
        tidied = tidied_since(rows, self._since)
        changed = {
            pk: merged(values, _before(rows[pk], values, tidied[pk])) for pk, values in current.items()
        }
        known = known_people(changed)
        for pk in changed:
            links = relinked(rows[pk].written.get("links", []))
            known[pk] = {**known.get(pk, {}), **links, **self._parted.get(pk, {})}
        self._writer.change(changed, _existing(known))

    def _remove(self, rows: Sequence[ImportRow]) -> None:
        pks = [row.publication_id for row in rows if row.publication_id is not None]
        current = stored.load_locked(pks, to_delete=True)
        hidden, cited = _hidden(pks), _pointed_at(pks)
        tidied = tidied_since(pks, self._since)
        unchanged: list[int] = []
        for row in rows:
            pk = row.publication_id
            row.result, row.result_note = ImportRow.Result.LEFT, ""
            if pk is None or pk not in current:
                row.result = ImportRow.Result.UNDONE
            elif pk in cited:
                row.result_note = f"Left, because {cited[pk]} points at it."
            elif pk in hidden or _edited(row, current[pk], tidied[pk]):
                row.result_note = "Edited since, and left."
            else:
                row.result = ImportRow.Result.UNDONE
                unchanged.append(pk)
        self._writer.remove(unchanged)
        self._record(rows)

    def _record(self, rows: Sequence[ImportRow]) -> None:
        bulk.update(ImportRow, _DONE, ((row.result, row.result_note, row.pk) for row in rows))


def _before(row: ImportRow, values: Values, tidied: Tidied) -> dict[str, Any]:
    """The fields that go back to what they were; what was edited since is noted on the row."""
    current, fields = flat(values), row.written["fields"]
    edited = {
        name
        for name, (_, after) in fields.items()
        if current.get(name) != tidied.carried(name, after, current)
    }
    if edited.intersection(WHEN):  # the date that was here would take the year back with it
        edited |= fields.keys() & set(WHEN)
    row.result, row.result_note = ImportRow.Result.UNDONE, ""
    if edited:
        row.result = ImportRow.Result.LEFT
        row.result_note = f"Edited since, and left: {', '.join(sorted(edited))}."
    return {
        name: tidied.carried(name, before, current)
        for name, (before, _) in fields.items()
        if name not in edited
    }


def _edited(row: ImportRow, values: Values, tidied: Tidied) -> bool:
    now = flat(values)
    made = tidied.all_carried(flat(stored.expanded(row.values)), now)
    return made != now or values["columns"]["citation_key"] != row.written["key"]


def _parted(since: datetime) -> dict[int, dict[Name, int]]:
    """Who is behind a name on a publication, where a merge of authors has been taken back since."""
    found: dict[int, dict[Name, int]] = {}
    # Of several merges one after the other the first tells whose it was.
    for merge in AuthorMerge.objects.filter(undone_at__gt=since).order_by("-pk"):
        for pk, _, family, given, prefix, suffix, *_ in merge.moved:
            found.setdefault(pk, {})[Name(family, given, prefix, suffix)] = merge.author_id
    return found


def _hidden(pks: Sequence[int]) -> set[int]:
    """Publications that somebody took off the site: that is an edit too."""
    return set(Publication.objects.filter(pk__in=pks, is_public=False).values_list("pk", flat=True))


def _pointed_at(pks: Sequence[int]) -> dict[int, str]:
    """Publications to which something outside of the import leads, with a word for what it is."""
    found: dict[int, str] = {}
    for relation in Publication._meta.related_objects:
        model = relation.related_model
        if relation.many_to_many or model in (Contribution, ImportRow, Publication.tags.through):
            continue
        rows = model._default_manager.filter(**{f"{relation.field.name}__in": pks})
        for pk in rows.values_list(relation.field.attname, flat=True):
            found[pk] = f"a {model._meta.verbose_name}"
    return found


def _existing(known: Mapping[int, Mapping[Name, int]]) -> dict[int, dict[Name, int]]:
    """As whom they stand now; without those deleted since: their names find or make others."""
    wanted = {author for people in known.values() for author in people.values()}
    rows = Author.objects.order_by().filter(among("pk", wanted))
    now = dict(rows.values_list("pk", Coalesce("merged_into", "pk")))
    return {
        pk: {name: now[author] for name, author in people.items() if author in now}
        for pk, people in known.items()
    }
