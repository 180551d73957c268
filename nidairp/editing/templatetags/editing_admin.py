"""Words of the admin's pages around edited content."""

import datetime
from typing import Any

from django import template

from nidairp.editing import schedule, telling

register = template.Library()


@register.filter
def said(moment: datetime.datetime | None) -> str:
    """A moment in the site's zone, with its name."""
    return schedule.said(moment) if moment else ""


@register.filter
def named(user: Any) -> str:
    """As people call each other; whose account is gone is somebody."""
    return telling.named(user) if user else "Somebody"
