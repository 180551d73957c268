"""Events as iCalendar (RFC 5545), for one and for whole lists."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, vText
from icalendar import Event as Entry

from .events import Event

#: How often a calendar that follows a list asks again.
EVERY = "PT12H"


def written(events: Iterable[Event], name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//{settings.SITE_URL}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar["refresh-interval"] = vText(EVERY)
    calendar["x-published-ttl"] = vText(EVERY)
    for event in events:
        calendar.add_component(_entry(event))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(event: Event) -> Entry:
    host = settings.SITE_URL.partition("://")[2]
    address = settings.SITE_URL + event.get_absolute_url()
    entry = Entry()
    entry.add("uid", f"{event.uid}-{event.post_id}@{host}")
    entry.add("dtstamp", event.post.updated_at)
    entry.add("last-modified", event.post.updated_at)
    entry.add("dtstart", timezone.localtime(event.starts_at))
    entry.add("dtend", timezone.localtime(event.ends_at))
    entry.add("summary", event.name)
    entry.add(
        "description", "\n".join(filter(None, [event.speaker, event.post.summary, event.link, address]))
    )
    entry.add("url", address)
    entry.add("categories", [event.post.category.name])
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.place:
        entry.add("location", event.place)
    return entry
