"""What a bibliographer should look at in an entry that can be read, but says too little or something odd."""

import re

from django.utils import timezone

from publications.bibtex.addresses import split
from publications.bibtex.dates import from_fields, parse_date
from publications.bibtex.entry import Entry, Note
from publications.bibtex.identifiers import doi
from publications.mapping import TYPE_ALIASES
from publications.models import EntryType

_SHOWN = 300
#: What is accepted today may be dated so many years ahead.
AHEAD = 2
_TIMES = ("year", "date", "eventdate")
_SHORT_DOI = re.compile(r"(?:^|/)10/\w")
_KNOWN = frozenset([*EntryType.values, *TYPE_ALIASES])


def doubts(entry: Entry) -> list[Note]:
    """One note for each thing that is missing or has no meaning here; none refuses the entry."""
    found = []
    if not entry.fields.get("title"):
        found.append(Note("no-title", "The entry has no title.", entry.line, "title"))
    if entry.type not in _KNOWN and entry.fields.get("tppubtype") not in _KNOWN:
        message = f"“{entry.type}” is not a type that the site knows; it is shown as Miscellaneous."
        found.append(Note("unknown-type", message, entry.line))
    text = entry.fields.get("doi", "")
    if text and not doi(text) and not _SHORT_DOI.search(text):
        message = f"“{text}” is not a DOI; it is kept as it is, and leads nowhere."
        found.append(Note("no-doi", message, entry.line, "doi"))
    return [*found, *_addresses(entry), *_dates(entry)]


def _addresses(entry: Entry) -> list[Note]:
    """What stands among the links and is none: readers are not shown it."""
    lines = [line.strip() for line in entry.fields.get("url", "").splitlines()]
    said = (
        "“{}” is not an address that can be linked to (plain http, https or ftp); it is kept, and not shown."
    )
    return [
        Note("no-link", said.format(line[:_SHOWN]), _line_of(line, entry), "url")
        for line in lines
        if line and not split(line)[0] and not doi(line)
    ]


def _line_of(text: str, entry: Entry) -> int:
    """Where it stands in the file, if it stands there word for word; else where the entry begins."""
    before, found, _ = entry.source.partition(text)
    return entry.line + before.count("\n") if found else entry.line


def _dates(entry: Entry) -> list[Note]:
    """Fields of time that say no time."""
    if from_fields(entry.fields).state == "forthcoming":
        return []
    if not any(entry.fields.get(name) for name in _TIMES):
        return [Note("no-year", "The entry says no year.", entry.line, "year")]
    dated = from_fields(entry.fields).year or 0
    if dated > timezone.localdate().year + AHEAD:
        return [Note("far-year", f"The year {dated} is far ahead: is it mistyped?", entry.line, "year")]
    return [
        Note("no-date", f"“{entry.fields[name]}” is not a date; it is kept as it is.", entry.line, name)
        for name in ("year", "date")
        if entry.fields.get(name) and parse_date(entry.fields[name]) is None
    ]
