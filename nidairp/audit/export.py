"""The log as a CSV file, streamed, that a spreadsheet opens without running anything that stands in it."""

import csv
from collections.abc import Iterable, Iterator

from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet
from django.utils import timezone

from nidairp.audit.actions import ACTIONS, name_of

CHUNK = 500
HEADERS = ["When", "Who", "Name", "Action", "Kind", "Object", "Number", "What"]
#: A cell that begins so is a formula to a spreadsheet; to one for wide letters, also with the wide signs.
_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


class _Line:
    """The csv module writes to it and gets its line back."""

    def write(self, line: str) -> str:
        return line


def lines(entries: QuerySet[LogEntry]) -> Iterator[str]:
    """The file, line by line, newest entry first."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(HEADERS)  # the mark by which Excel knows UTF-8
    for entry in newest_first(entries):
        yield writer.writerow([literal(str(value)) for value in cells(entry)])


def newest_first(entries: QuerySet[LogEntry]) -> Iterator[LogEntry]:
    """In short queries, each going on behind the last row of the one before."""
    rows = entries.select_related("user", "content_type").order_by("-pk")
    last: int | None = None
    while chunk := list((rows if last is None else rows.filter(pk__lt=last))[:CHUNK]):
        yield from chunk
        last = chunk[-1].pk


def cells(entry: LogEntry) -> Iterable[object]:
    return (
        timezone.localtime(entry.action_time).isoformat(sep=" ", timespec="seconds"),
        entry.user.get_username(),
        entry.user.get_full_name(),
        ACTIONS[name_of(entry)].label,
        entry.content_type.name if entry.content_type else "",
        entry.object_repr,
        entry.object_id or "",
        entry.get_change_message(),
    )


def literal(text: str) -> str:
    """Text that stays text in a spreadsheet."""
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) else text
