"""Rendering of edited text. What leaves here as HTML has been through the sanitizer a second time."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from nidairp.editing import anchors, linking, placing
from nidairp.editing.body import sanitize

register = template.Library()

#: From so many characters and sections on a text has a list of them above it; a screen or two needs none.
LONG, SECTIONS = 5_000, 4


@register.filter
def rich_body(html: str) -> SafeString:
    """Sanitised again on output: a row written by hand into the database is no way in either.

    Links and images take one query for each kind of what is linked, and one for all images.
    """
    return _shown(anchors.anchored(sanitize(html or "")))


@register.filter
def sections(html: str) -> list[anchors.Heading]:
    """Of a text so long that a reader wants to know first what is in it; empty for all others."""
    headings = anchors.headings(html) if len(html or "") >= LONG else []
    found = [heading for heading in headings if heading.level == 2]
    return found if len(found) >= SECTIONS else []


@register.filter
def rich_part(html: str) -> SafeString:
    """The same for a text beside others on its page: its headings have no ids, which could be another's."""
    return _shown(anchors.without(sanitize(html or "")))


def _shown(clean: str) -> SafeString:
    return mark_safe(placing.placed(linking.resolved(clean)))  # noqa: S308
