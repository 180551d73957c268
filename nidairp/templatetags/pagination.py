"""The page numbers under a list: both ends, the neighbours, and an ellipsis for the rest."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def page_numbers(page: Page) -> Iterator[int | str]:
    """What ``includes/pagination.html`` shows; narrow enough for a phone."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
