"""What applying or undoing a batch came to, for people and for the command line."""

from collections.abc import Callable
from dataclasses import dataclass, field

from publications.models.import_batch import ImportBatch

#: Is told how much is done, in per cent.
Progress = Callable[[int], None]


class NotPossible(Exception):
    """The batch is in a state in which this cannot be done; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A row that was not done as proposed, and why."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.message}"


@dataclass(slots=True)
class Result:
    """How many rows came to what; `again` where all of it had been done before."""

    counts: dict[str, int]
    remarks: list[Remark] = field(default_factory=list)
    again: bool = False


def look_again(batch: ImportBatch) -> None:
    """The batch as it is now, when nobody else is at it any more."""
    try:
        batch.refresh_from_db()
    except ImportBatch.DoesNotExist as error:
        raise NotPossible("This import has been deleted in the meantime; nothing was changed.") from error


def outcome_of(batch: ImportBatch, again: bool = False) -> Result:
    """The result that stands in the batch's rows."""
    noted = batch.rows.exclude(result_note="").order_by("position")
    if batch.state == ImportBatch.State.UNDONE:
        # What never was written cannot have been taken back; it was told when the batch was applied.
        noted = noted.exclude(written={})
    remarks = [Remark(*row) for row in noted.values_list("file", "line", "key", "result_note")]
    return Result(batch.results(), remarks, again)
