"""The import's front door: `stage`, `apply`, `undo`. Commands, admin and demonstration use nothing else."""

from collections.abc import Iterable
from typing import Any

from publications.importing.applying import apply
from publications.importing.outcome import NotPossible, Progress, Remark, Result
from publications.importing.staging import Source, Stage
from publications.importing.undoing import undo
from publications.models.import_batch import ImportBatch

__all__ = ["NotPossible", "Remark", "Result", "Source", "apply", "stage", "undo"]


def stage(
    files: Iterable[Source],
    *,
    user: Any = None,
    encoding: str | None = None,
    format: str | None = None,
    update: bool = True,
    progress: Progress | None = None,
) -> ImportBatch:
    """Reads files (name and bytes) into a new batch, which says what they would do, and does nothing yet.

    What is not said of encoding and format is found out, for each file by itself.
    The batch is ready, or it has failed because nothing could be read; `error` then says why.
    """
    several = list(files)
    name = ", ".join(name for name, _ in several)[:255]
    batch = ImportBatch.objects.create(name=name, created_by=user, update_existing=update)
    Stage(batch, progress=progress).fill(several, encoding, format)
    return batch
