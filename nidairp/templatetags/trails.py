"""The way to a page in the words of schema.org, beside the breadcrumb that people see."""

from typing import Any

from django import template
from django.conf import settings

register = template.Library()

HOME = {"title": "Home", "url": "/"}


@register.simple_tag
def trail_data(steps: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": step["title"], "item": _absolute(step["url"])}
            for place, step in enumerate([HOME, *steps], 1)
        ],
    }


def _absolute(address: str) -> str:
    return settings.SITE_URL + address if address.startswith("/") else address
