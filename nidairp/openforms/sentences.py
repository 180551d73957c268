"""Who else has a form open, in words."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.text import get_text_list

from .models import OpenForm

HERE_TOO = "You have this open in another tab."
HERE_BEFORE = "You had this open in another tab at {}; nothing has been heard of it since."
#: A tab that is looked at is heard of every half minute; of one that has crashed only when it last was.
QUIET = datetime.timedelta(seconds=40)


def about(rows: Iterable[OpenForm], user: Any, page: str) -> str:
    """Empty where nobody else has it open, nor the same person a second time."""
    rows = list(rows)
    others = others_of(rows, user)
    mine = max((row.seen_at for row in rows if row.user == user and row.page != page), default=None)
    return " ".join(filter(None, [others, _of_mine(mine) if mine else ""]))


def _of_mine(heard: datetime.datetime) -> str:
    return HERE_TOO if timezone.now() - heard < QUIET else HERE_BEFORE.format(clock(heard))


def others_of(rows: Iterable[OpenForm], user: Any) -> str:
    since: dict[str, datetime.datetime] = {}
    for row in rows:
        if row.user != user:
            name = row.user.get_full_name() or row.user.get_username()
            since[name] = min(row.since, since.get(name, row.since))
    if len(since) == 1:
        (name, moment), *_ = since.items()
        return f"{name} has this open since {clock(moment)}."
    parts = [f"{name} (since {clock(moment)})" for name, moment in since.items()]
    return f"{get_text_list(parts, 'and')} have this open." if parts else ""


def clock(moment: datetime.datetime) -> str:
    """The time of day at the institute, with the day where that is not today."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return format_date(local, "g:i A" if is_today else "g:i A, F j")
