"""Events as iCalendar (RFC 5545), for one and for whole lists."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from nidairp.rich import strip

from .events import Event

if TYPE_CHECKING:
    from icalendar import Event as Entry

#: How often a calendar that follows a list asks again.
EVERY = datetime.timedelta(hours=12)


def written(events: Iterable[Event], name: str) -> bytes:
    from icalendar import Calendar, vDuration

    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//{settings.SITE_URL}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", " ".join(name.split()))
    calendar.refresh_interval = EVERY
    calendar.add("x-published-ttl", vDuration(EVERY))
    days = [timezone.localdate()]
    for event in events:
        calendar.add_component(_entry(event))
        days.append(timezone.localdate(event.starts_at))
    # The rules of the zone for these years, and not for all since 1970.
    year = datetime.timedelta(days=366)
    calendar.add_missing_timezones(first_date=min(days) - year, last_date=max(days) + year)
    return calendar.to_ical()


def _entry(event: Event) -> "Entry":
    from icalendar import Event as Entry

    host = settings.SITE_URL.partition("://")[2]
    address = settings.SITE_URL + event.get_absolute_url()
    entry = Entry()
    entry.add("uid", f"{event.uid}-{event.post_id}@{host}")
    entry.add("dtstamp", event.post.updated_at)
    entry.add("last-modified", event.post.updated_at)
    entry.add("dtstart", timezone.localtime(event.starts_at))
    entry.add("dtend", timezone.localtime(event.ends_at))
    entry.add("summary", strip(event.name))
    entry.add(
        "description", "\n".join(filter(None, [event.speaker, event.post.summary, event.online, address]))
    )
    entry.add("url", address)
    entry.add("categories", [event.post.category.name])
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.place:
        entry.add("location", event.place)
    return entry
