"""The space of addresses, out of the URL patterns themselves: a page that is new is tried by itself."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

#: What a place in a pattern may hold, beside what is really there.
PLACE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<regex>\w+)>[^)]*\)+|\([^?][^)]*\)")


def routes() -> list[str]:
    """Each route as text, with a place for each of its arguments."""
    return sorted(set(_routes(get_resolver().url_patterns, "/")))


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, here)
        else:
            yield here.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")


def parts(route: str) -> list[str | None]:
    """The route's own words, and None where an argument stands."""
    found: list[str | None] = []
    end = 0
    for place in PLACE.finditer(route):
        found += [route[end : place.start()], None]
        end = place.end()
    return [*found, route[end:]]
