"""What a list can be narrowed by: dozens of choices on a page, and a template is too slow."""

import re
from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from nidairp.markup import each_filled, filled, rich
from publications.listing.facets import Choice, Panel
from publications.listing.showing import Shown

register = template.Library()

PANEL = """
      <details class="filter" open>
        <summary>{}</summary>
        <ul class="filter-choices">
          {}
        </ul>
        {}
        {}
      </details>
      """
REST = """<details class="filter-rest">
          <summary>{} more</summary>
          <ul class="filter-choices">
            {}
          </ul>
        </details>"""
FIND = """<form class="filter-form" action="{address}" method="get">
          <label for="find-{name}">Find {article}</label>
          <div class="filter-row">
            <input type="text" id="find-{name}" name="named" maxlength="200" autocomplete="off">
            <button type="submit">Find<span class="usa-sr-only"> {plural}</span></button>
          </div>
          {asked}

        </form>
        <p><a class="filter-more" href="{more}" rel="nofollow">All {total} {plural}</a></p>
"""
CHOICE = (
    '<li><a class="filter-choice" id="{}-{}" href="{}"{}{}>{}<bdi class="filter-label">{}</bdi> '
    '<span class="filter-count">{}<span class="usa-sr-only"> publication{}</span></span></a></li>'
)
HIDDEN = '<input type="hidden" name="{}" value="{}">'
CHOSEN = format_html(' aria-current="{}"', "true")
REMOVE = format_html('<span class="usa-sr-only">{}</span>', "Remove the filter ")
_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
NOT_FOLLOWED = format_html(' rel="{}"', "nofollow")


@register.simple_tag
def filter_panels(listed: Shown) -> SafeString:
    """Each filter with its choices, and with a form where there are more than are shown."""
    followed, asked = _followed(bool(listed.chips)), hidden_fields(listed.kept)
    return each_filled("{}", [(_panel(panel, followed, asked),) for panel in listed.panels])


def _panel(panel: Panel, followed: str, asked: str) -> SafeString:
    first, rest = (_drawn(some, followed) for some in (panel.first, panel.rest))
    more = filled(REST, len(panel.rest), rest) if rest else ""
    return filled(PANEL, panel.heading, first, more, _find(panel, asked) if panel.more else "")


def _find(panel: Panel, asked: str) -> SafeString:
    return filled(
        FIND,
        address=panel.every,
        name=panel.name,
        article=panel.article,
        plural=panel.plural,
        asked=asked,
        more=panel.more,
        total=f"{panel.total:,}",
    )


@register.simple_tag
def hidden_fields(kept: Iterable[tuple[str, str]], but: str = "") -> SafeString:
    """What is asked for already, in a form that asks for one thing more, or for another in its place."""
    return each_filled(HIDDEN, [(name, value) for name, value in kept if name != but])


@register.simple_tag
def filter_choices(choices: Iterable[Choice], is_narrowed: bool) -> SafeString:
    return _drawn(choices, _followed(is_narrowed))


def _followed(is_narrowed: bool) -> str:
    """Search engines follow what narrows a list once, and not what narrows it further."""
    return NOT_FOLLOWED if is_narrowed else ""


def _drawn(choices: Iterable[Choice], followed: str) -> SafeString:
    return each_filled(CHOICE, [_choice(choice, followed) for choice in choices])


def as_slug(value: str) -> str:
    """As ``slugify``, which most values have been through already."""
    return value if _SLUG.fullmatch(value) else slugify(value)


def _choice(choice: Choice, followed: str) -> tuple[object, ...]:
    label = rich(choice.label) if choice.name == "tag" else choice.label
    current, remove = (CHOSEN, REMOVE) if choice.is_chosen else ("", "")
    plural = "" if choice.count == 1 else "s"
    return (
        choice.name,
        as_slug(choice.value),
        choice.url,
        current,
        followed,
        remove,
        label,
        choice.counted,
        plural,
    )
