"""What a bibliographer should look at in an entry that can be read, but says too little or something odd."""

import re

from publications.bibtex.dates import from_fields, parse_date
from publications.bibtex.entry import Entry, Note
from publications.bibtex.identifiers import doi
from publications.mapping import TYPE_ALIASES
from publications.models import EntryType

_TIMES = ("year", "date", "eventdate")
_SHORT_DOI = re.compile(r"(?:^|/)10/\w")
_KNOWN = frozenset([*EntryType.values, *TYPE_ALIASES])


def doubts(entry: Entry) -> list[Note]:
    """One note for each thing that is missing or has no meaning here; none refuses the entry."""
    found = []
    if not entry.fields.get("title"):
        found.append(Note("no-title", "The entry has no title.", entry.line, "title"))
    if entry.type not in _KNOWN and entry.fields.get("tppubtype") not in _KNOWN:
        message = f"“{entry.type}” is no type that the site knows; it is shown as Miscellaneous."
        found.append(Note("unknown-type", message, entry.line))
    text = entry.fields.get("doi", "")
    if text and not doi(text) and not _SHORT_DOI.search(text):
        message = f"“{text}” is no DOI; it is kept as it is, and leads nowhere."
        found.append(Note("no-doi", message, entry.line, "doi"))
    return found + _dates(entry)


def _dates(entry: Entry) -> list[Note]:
    """Fields of time that say no time."""
    if from_fields(entry.fields).state == "forthcoming":
        return []
    if not any(entry.fields.get(name) for name in _TIMES):
        return [Note("no-year", "The entry says no year.", entry.line, "year")]
    return [
        Note("no-date", f"“{entry.fields[name]}” is no date; it is kept as it is.", entry.line, name)
        for name in ("year", "date")
        if entry.fields.get(name) and parse_date(entry.fields[name]) is None
    ]
