"""Rendering of edited text. What leaves here as HTML has been through the sanitizer a second time."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from nidairp.editing.body import sanitize

register = template.Library()


@register.filter
def rich_body(html: str) -> SafeString:
    """Sanitised again on output: a row written by hand into the database is no way in either."""
    return mark_safe(sanitize(html or ""))  # noqa: S308
