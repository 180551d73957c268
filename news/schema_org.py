"""An article in the words of schema.org. What it cites is added by the tag that knows publications."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone

from nidairp.rich import strip

from .models import Event, Post


def render(post: Post) -> dict[str, Any]:
    address = settings.SITE_URL + post.get_absolute_url()
    institute = {"@type": "Organization", "name": settings.SITE_NAME, "url": f"{settings.SITE_URL}/"}
    made: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": str(post),
        "description": post.summary,
        "articleSection": post.category.name,
        "datePublished": post.date.isoformat(),
        "dateModified": post.updated_at.isoformat(timespec="seconds"),
        "author": institute,
        "publisher": institute,
        "image": post.figure.shared["url"] if post.figure else settings.SITE_URL + static("img/mark.svg"),
    }
    return {name: value for name, value in made.items() if value}


def event(event: Event) -> dict[str, Any]:
    """A talk; where it can be joined online as well, it is at both places."""
    places: list[dict[str, Any]] = []
    if event.place:
        places.append({"@type": "Place", "name": event.place, "address": event.place})
    if event.online:
        places.append({"@type": "VirtualLocation", "url": absolute(event.online)})
    made: dict[str, Any] = {
        "@type": "Event",
        "@id": settings.SITE_URL + event.get_absolute_url(),
        "url": settings.SITE_URL + event.get_absolute_url(),
        "name": strip(event.name),
        "description": event.post.summary,
        "startDate": timezone.localtime(event.starts_at).isoformat(),
        "endDate": timezone.localtime(event.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if event.is_cancelled else 'Scheduled'}",
        "eventAttendanceMode": f"https://schema.org/{_attendance(event)}EventAttendanceMode",
        "location": places or {"@type": "Place", "name": settings.SITE_NAME, "address": settings.SITE_NAME},
        "performer": [{"@type": "Person", "name": name.partition(",")[0]} for name in event.speakers],
        "organizer": {"@type": "Organization", "name": settings.SITE_NAME, "url": f"{settings.SITE_URL}/"},
    }
    return {name: value for name, value in made.items() if value}


def absolute(address: str) -> str:
    return settings.SITE_URL + address if address.startswith("/") else address


def _attendance(event: Event) -> str:
    if event.online:
        return "Mixed" if event.place else "Online"
    return "Offline"
