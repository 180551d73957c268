"""Stored text into HTML: everything is escaped but the five tags of the stored form."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from publications.bibtex.rich import strip, to_html

register = template.Library()


@register.filter
def rich(text: str) -> SafeString:
    """With italics, bold, sub- and superscript."""
    return mark_safe(to_html(text or ""))  # noqa: S308


@register.filter
def plain(text: str) -> str:
    """Without markup, for titles of windows and attributes; the template escapes it."""
    return strip(text or "")
