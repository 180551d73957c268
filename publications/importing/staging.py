"""A file's entries as rows of a batch, each with what it would do. Nothing else is written.

Works in chunks, each with a transaction of its own, so that the page can show how far it is and a
cancelled batch stops soon. A batch whose reader died starts afresh: its rows are simply made again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from publications.bibtex.encoding import UnreadableFile
from publications.bibtex.entry import Block, Entry, Note, Refusal
from publications.importing import bulk, rows
from publications.importing.comparing import Comparison, Placed
from publications.importing.limits import refused
from publications.importing.outcome import Progress
from publications.importing.plan import Proposal
from publications.importing.timing import timed
from publications.mapping import values_of
from publications.models.import_batch import ImportBatch, ImportRow

if TYPE_CHECKING:
    from publications.importing.reading import File, Item

#: A file's name with its bytes, or with the place on the disk where they are.
Source = tuple[str, bytes | Path]

CHUNK = 500
_NAMES = ("batch_id", "position", "file", "line", "outcome", *rows.EMPTY)
_IN_ORDER = itemgetter(*_NAMES)


class Stopped(Exception):
    """Somebody cancelled the batch, or another process took it over."""


class Stage:
    """The reading of one batch."""

    def __init__(self, batch: ImportBatch, worker: str = "", progress: Progress | None = None) -> None:
        self._batch = batch
        self._progress = progress
        self._worker = worker
        self._comparison = Comparison(batch)
        self._position = 0
        self._warnings: Counter[str] = Counter()
        self._read = 0

    @timed("read")
    def fill(self, sources: Iterable[Source], encoding: str | None = None, format: str | None = None) -> None:
        """Makes the rows of all the files; the batch is then ready, or failed."""
        from publications.importing.reading import open_file

        ImportRow.objects.filter(batch=self._batch).delete()
        several = list(sources)
        for at, (name, data) in enumerate(several):
            try:
                file = open_file(name, data, encoding or None, format)
            except UnreadableFile as unreadable:
                self._batch.notes.append(_noted(name, Note("unreadable", str(unreadable)), unread=True))
            else:
                self._file(file, at / len(several), 1 / len(several))
        self._finish()

    def _file(self, file: "File", begun: float, share: float) -> None:
        from publications.importing.reading import pieces

        self._batch.encoding = self._batch.encoding or file.encoding
        self._batch.notes += [_noted(file.name, note) for note in file.notes]
        for piece in pieces(file, CHUNK):
            self._batch.notes += [
                _noted(file.name, note, unread=note.code == "no-record") for note in piece.notes
            ]
            last = piece.items[-1].line if piece.items else 0
            with transaction.atomic():
                self._report(round(100 * (begun + share * min(1, last / file.lines))))
                self._chunk(file.name, piece.items)

    def _chunk(self, name: str, chunk: Sequence["Item"]) -> None:
        made: list[dict[str, Any]] = []
        entries: list[tuple[Entry, Placed]] = []
        for item in chunk:
            self._position += 1
            self._read += not isinstance(item, Block)
            if not isinstance(item, Entry):
                made.append(self._aside(name, item))
                continue
            values = values_of(item)
            if refusal := refused(item, values):
                made.append(self._aside(name, refusal))
            else:
                entries.append((item, Placed(self._position, f"{name}:{item.line}", values)))
        proposals = self._comparison.propose([placed for _, placed in entries])
        for (entry, placed), proposal in zip(entries, proposals, strict=True):
            made.append(self._row(name, entry, placed, proposal))
        bulk.insert(ImportRow, _NAMES, map(_IN_ORDER, made))

    def _row(self, name: str, entry: Entry, placed: Placed, proposal: Proposal) -> dict[str, Any]:
        said = rows.of_entry(entry, placed.values, proposal)
        self._warnings.update(one["code"] for one in said["warnings"])
        return self._place(name, placed.position, entry.line) | said

    def _aside(self, name: str, item: Refusal | Block) -> dict[str, Any]:
        """The row of a block from which no publication can come."""
        row = self._place(name, self._position, item.line) | {"key": item.key[:255], "source": item.source}
        if isinstance(item, Block):
            return row | {"outcome": ImportRow.Outcome.ASIDE, "reason": item.message or item.outcome}
        return row | {"outcome": ImportRow.Outcome.REFUSED, "reason": item.reason}

    def _place(self, name: str, position: int, line: int) -> dict[str, Any]:
        place = {"batch_id": self._batch.pk, "position": position, "file": name[:255], "line": line}
        return {**rows.EMPTY, **place}

    def _report(self, progress: int) -> None:
        """Says how far it is and that it lives; stops where the batch is no longer this reader's."""
        mine = ImportBatch.objects.filter(
            pk=self._batch.pk, state=ImportBatch.State.STAGING, worker=self._worker
        )
        if not mine.update(progress=min(progress, 99), heartbeat=timezone.now()):
            raise Stopped
        if self._progress:
            self._progress(progress)

    def _finish(self) -> None:
        batch = self._batch
        batch.state, batch.progress, batch.warnings = ImportBatch.State.READY, 100, self._warnings
        if not self._read:
            batch.state = ImportBatch.State.FAILED
            unread = [note["message"] for note in batch.notes if note["unread"]]
            batch.error = " ".join(unread) or "It contains no BibTeX entry: is it the right file?"
        with transaction.atomic():
            self._report(100)
            batch.save(update_fields=["state", "progress", "notes", "warnings", "encoding", "error"])
            batch.sources.all().delete()


def _noted(file: str, note: Note, unread: bool = False) -> dict[str, Any]:
    return {"file": file, "line": note.line, "message": note.message, "unread": unread}
