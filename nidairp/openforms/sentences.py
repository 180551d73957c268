"""Who else has a form open, in words."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.text import get_text_list

from .models import OpenForm

HERE_TOO = "You have this open in another tab."


def about(rows: Iterable[OpenForm], user: Any, page: str) -> str:
    """Empty where nobody else has it open, nor the same person a second time."""
    rows = list(rows)
    others = others_of(rows, user)
    is_here_too = any(row.user == user and row.page != page for row in rows)
    return " ".join(filter(None, [others, HERE_TOO if is_here_too else ""]))


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
