"""The page numbers under a list: both ends, the neighbours, and an ellipsis for the rest."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict

register = template.Library()


@dataclass(frozen=True, slots=True)
class Step:
    """A page to go to. Without an address it is the one that is shown, or an ellipsis."""

    label: str
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """Narrow enough for a phone."""

    previous: str
    next: str
    numbers: list[Step]


@register.simple_tag(takes_context=True)
def page_steps(context: dict[str, Any], page: Page) -> Steps:
    """What ``includes/pagination.html`` shows; the links keep the other parts of the address.

    All at once, for ``{% querystring %}`` copies and quotes the whole question for each of them.
    """
    start = _start(context["request"].GET)
    near = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return Steps(
        f"{start}{page.previous_page_number()}" if page.has_previous() else "",
        f"{start}{page.next_page_number()}" if page.has_next() else "",
        [_step(one, page.number, start) for one in near],
    )


def _start(asked: QueryDict) -> str:
    others = asked.copy()
    others.pop("page", None)
    return f"?{others.urlencode()}&page=" if others else "?page="


def _step(number: object, current: int, start: str) -> Step:
    if not isinstance(number, int):  # an ellipsis, which is no `str` either: it waits for its language
        return Step("")
    return Step(str(number), is_current=True) if number == current else Step(str(number), f"{start}{number}")
