"""What became of each block of a batch's files, for machines and for the terminal."""

import json
from collections.abc import Iterator

from django.db.models import Q

from nidairp.in_pieces import in_pieces
from publications.models.import_batch import ImportBatch, ImportRow

_COLUMNS = (
    "file",
    "line",
    "key",
    "title",
    "outcome",
    "reason",
    "warnings",
    "decision",
    "result",
    "result_note",
)


def json_lines(batch: ImportBatch) -> Iterator[str]:
    """A JSON document in pieces: about the batch, then one line for each block."""
    about = {
        "import": batch.pk,
        "state": batch.state,
        "encoding": batch.encoding,
        "counts": batch.counts(),
        "results": batch.results(),
        "notes": batch.notes,
    }
    yield json.dumps(about, ensure_ascii=False, indent=1)[:-2] + ',\n "blocks": [\n'
    divider = "  "
    for rows in in_pieces(batch.rows.values("position", *_COLUMNS), "position"):
        for row in rows:
            del row["position"]
            yield divider + json.dumps(row, ensure_ascii=False)
            divider = ",\n  "
    yield "\n ]\n}\n"


def problems(batch: ImportBatch) -> Iterator[str]:
    """The rows that were not, or would not be, done: `FILE:LINE: KEY: message`."""
    not_done = Q(outcome=ImportRow.Outcome.REFUSED) | ~Q(result_note="")
    if batch.state != ImportBatch.State.APPLIED:
        not_done |= Q(outcome__in=(ImportRow.Outcome.CONFLICT, ImportRow.Outcome.POSSIBLE))
    columns = ("position", "file", "line", "key", "reason", "result_note")
    for rows in in_pieces(batch.rows.filter(not_done).values(*columns), "position"):
        for row in rows:
            yield f"{row['file']}:{row['line']}: {row['key']}: {row['result_note'] or row['reason']}"
