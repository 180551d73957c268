"""When the talks of the demonstration take place: on a named day, or some weeks from the day of loading."""

import datetime
from typing import Any

from django.utils import timezone

from news.models import Event, Post

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def announce(post: Post, talks: list[dict[str, Any]]) -> None:
    for talk in talks:
        start = timezone.make_aware(_start(talk))
        said = {name: talk[name] for name in ("title", "speaker", "place", "link") if name in talk}
        Event.objects.create(
            post=post, starts_at=start, ends_at=start + datetime.timedelta(hours=talk["hours"]), **said
        )


def _start(talk: dict[str, Any]) -> datetime.datetime:
    if "starts" in talk:
        return datetime.datetime.fromisoformat(talk["starts"])
    day = timezone.localdate() + datetime.timedelta(weeks=talk["weeks"])
    day += datetime.timedelta(days=WEEKDAYS.index(talk["weekday"]) - day.weekday())
    return datetime.datetime.combine(day, datetime.time.fromisoformat(talk["at"]))
