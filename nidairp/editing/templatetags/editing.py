"""Rendering of edited text. What leaves here as HTML has been through the sanitizer a second time."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from nidairp.editing import linking, placing
from nidairp.editing.body import sanitize

register = template.Library()


@register.filter
def rich_body(html: str) -> SafeString:
    """Sanitised again on output: a row written by hand into the database is no way in either.

    Links and images take one query for each kind of what is linked, and one for all images.
    """
    return mark_safe(placing.placed(linking.resolved(sanitize(html or ""))))  # noqa: S308
