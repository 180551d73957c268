"""Moments as people write them, in the site's own time zone, which is always named."""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date

#: What people call the zones of the United States, whose short names change twice a year.
NAMES = {
    "America/New_York": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Los_Angeles": "Pacific",
}


def zone() -> str:
    return NAMES.get(settings.TIME_ZONE, settings.TIME_ZONE)


def said(moment: datetime.datetime) -> str:
    """As in "June 3, 2026, 9:00 AM Eastern"."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return f"{format_date(local, 'F j, Y, g:i A')} {zone()}"


def typed(moment: datetime.datetime | None) -> str:
    """As a field for date and time holds it, without a zone."""
    local = moment and timezone.localtime(moment, timezone.get_default_timezone())
    return local.strftime("%Y-%m-%dT%H:%M") if local else ""
