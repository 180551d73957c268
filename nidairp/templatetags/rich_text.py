"""Stored text in templates: everything is escaped but the five tags of the stored form."""

from django import template

from nidairp.markup import rich
from nidairp.rich import strip

register = template.Library()
register.filter("rich", rich)


@register.filter
def plain(text: str) -> str:
    """Without markup, for titles of windows and attributes; the template escapes it."""
    return strip(text or "")
