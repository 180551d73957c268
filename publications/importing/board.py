"""How far a long step is, where others can read it while the step's own transaction is open.

PostgreSQL has it in the batch's row, by another connection. SQLite has one writer at a time, and the step is
it: there a file beside the database says it, for then all who read are on the same machine.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from publications.models.import_batch import ImportBatch

#: Who has not been heard of for so long is taken for dead.
SILENCE = timedelta(seconds=60)
#: What works says so every second or two. After so long without a word, people are told.
QUIET = timedelta(seconds=10)


def write(pk: int, worker: str, percent: int) -> None:
    if connection.vendor == "sqlite":
        _file(pk).parent.mkdir(exist_ok=True)
        _file(pk).write_text(str(percent))
    else:
        mine = ImportBatch.objects.filter(pk=pk, worker=worker).exclude(step=ImportBatch.Step.NONE)
        mine.update(progress=percent, heartbeat=timezone.now())


def read(batch: ImportBatch) -> tuple[int, datetime]:
    """Per cent done, and when that was said."""
    said = batch.heartbeat or batch.created_at
    if connection.vendor != "sqlite":
        return batch.progress, said
    try:
        percent, written = _file(batch.pk).read_text(), _file(batch.pk).stat().st_mtime
    except FileNotFoundError:
        return batch.progress, said
    return int(percent or 0), max(said, datetime.fromtimestamp(written, UTC))


def is_quiet(batch: ImportBatch) -> bool:
    """Perhaps it was interrupted: the number that is shown need not be true any more."""
    return timezone.now() - read(batch)[1] > QUIET


def clear(pk: int) -> None:
    _file(pk).unlink(missing_ok=True)


def _file(pk: int) -> Path:
    return Path(settings.VAR_DIR) / "progress" / f"import-{pk}"
