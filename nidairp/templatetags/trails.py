"""The way to a page: the breadcrumb that people see, and the same in the words of schema.org."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from nidairp.markup import each_filled, filled, rich
from nidairp.rich import strip
from publications.templatetags.publication_metadata import json_ld

register = template.Library()

HOME = {"title": "Home", "url": "/"}


TRAIL = """<nav class="usa-breadcrumb" aria-label="Breadcrumb">
    <ol class="usa-breadcrumb__list wrap">
{}      <li class="usa-breadcrumb__list-item" aria-current="page">{}</li>
    </ol>
    {}
  </nav>"""
STEP = (
    '      <li class="usa-breadcrumb__list-item"><a class="usa-breadcrumb__link" href="{}">{}</a>'
    '<span class="slash" aria-hidden="true"> / </span></li>\n'
)


@register.simple_tag
def trail(steps: list[dict[str, str]]) -> SafeString:
    """From the home page to this one, which is the last of the steps; nothing on a page without any."""
    if not steps:
        return filled("")
    *above, here = steps
    links = each_filled(STEP, [(step["url"], rich(step["title"])) for step in (HOME, *above)])
    return filled(TRAIL, links, rich(here["title"]), json_ld(trail_data(steps)))


def trail_data(steps: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": strip(step["title"]),
                "item": _absolute(step["url"]),
            }
            for place, step in enumerate([HOME, *steps], 1)
        ],
    }


def _absolute(address: str) -> str:
    return settings.SITE_URL + address if address.startswith("/") else address
