"""Words of the admin's pages around edited content."""

import datetime

from django import template

from nidairp.editing import schedule

register = template.Library()


@register.filter
def said(moment: datetime.datetime | None) -> str:
    """A moment in the site's zone, with its name."""
    return schedule.said(moment) if moment else ""
