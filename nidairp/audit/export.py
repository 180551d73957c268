"""The log as a CSV file, streamed, that a spreadsheet opens without running anything that stands in it."""

from collections.abc import Iterable, Iterator

from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet
from django.utils import timezone

from nidairp.audit.actions import ACTIONS, name_of
from nidairp.in_pieces import in_pieces
from nidairp.spreadsheet import MARK, line

HEADERS = ["When", "Who", "Name", "Action", "Kind", "Object", "Number", "What"]


def lines(entries: QuerySet[LogEntry]) -> Iterator[str]:
    """The file, line by line, newest entry first."""
    yield MARK + line(HEADERS)
    for piece in in_pieces(entries.select_related("user", "content_type"), "-pk"):
        yield from map(line, map(cells, piece))


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
