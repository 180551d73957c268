"""What the row of a batch says of an entry: the same where a file is read and where one is corrected."""

from typing import Any

from nidairp import rich
from publications.bibtex.entry import Entry, Note
from publications.importing import stored
from publications.importing.doubts import doubts
from publications.importing.plan import Proposal
from publications.models.import_batch import ImportRow
from publications.values import Values

#: A row of which nothing is known but its place.
EMPTY: dict[str, Any] = {
    "key": "",
    "title": "",
    "reason": "",
    "source": "",
    "original": "",
    "values": {},
    "warnings": [],
    "publication_id": None,
    "twin": None,
    "candidates": [],
    "differences": {},
    "decision": "",
    "result": "",
    "result_note": "",
    "written": {},
}


def of_entry(entry: Entry, values: Values, proposal: Proposal) -> dict[str, Any]:
    """All columns that follow from what the entry says and from what it would do."""
    return {
        "key": entry.key[:255],
        "title": rich.strip(entry.fields.get("title", "")),
        "outcome": proposal.outcome,
        "reason": proposal.reason,
        "source": entry.source,
        "values": {} if proposal.outcome == ImportRow.Outcome.UNCHANGED else stored.compact(values),
        "warnings": [warning(note) for note in (*entry.notes, *doubts(entry))],
        "publication_id": proposal.publication,
        "twin": proposal.twin,
        "candidates": proposal.candidates,
        "differences": proposal.differences,
    }


def warning(note: Note) -> dict[str, Any]:
    return {"code": note.code, "message": note.message, "line": note.line, "field": note.field}
