"""Which addresses are kept, and which parameters each knows. A view that is not named here is never kept."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.urls import Resolver404, resolve

from publications.listing.asked import ASKED

LIST = ASKED | {"page"}
#: The names of views with the parameters that they read.
KEPT: dict[str, frozenset[str]] = {
    "home": frozenset(),
    "search": frozenset({"q", "in", "page"}),
    "sitemap": frozenset({"p"}),
    "sitemap_section": frozenset({"p"}),
    "robots": frozenset(),
    "news:list": frozenset({"page", "year", "month"}),
    "news:category": frozenset({"page", "year", "month"}),
    "news:tag": frozenset({"page", "year", "month"}),
    "news:tag_feed": frozenset(),
    "news:events": frozenset({"page"}),
    "news:post": frozenset(),
    "news:feed": frozenset(),
    "news:category_feed": frozenset(),
    "pages:page_detail": frozenset(),
    "publications:list": LIST,
    "publications:values": LIST | {"named"},
    "publications:feed": ASKED,
    "publications:detail": frozenset(),
    "publications:file": frozenset(),
    "publications:citation": frozenset({"style"}),
    "publications:authors": frozenset({"letter", "q", "page"}),
    "publications:author": frozenset({"page"}),
}
#: Those that answer differently to what ``Accept`` asks for.
NEGOTIATED = frozenset({"publications:detail"})
#: Longer questions and more parameters are for the views themselves.
LONGEST = 500
MOST_PARAMETERS = 50


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address before it is answered."""

    parameters: frozenset[str]
    is_negotiated: bool


@lru_cache(maxsize=4096)
def known(path: str) -> Known | None:
    """None for an address that is not kept."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return None
    parameters = KEPT.get(name)
    return None if parameters is None else Known(parameters, name in NEGOTIATED)


@lru_cache(maxsize=1024)
def query_of(text: str, parameters: frozenset[str]) -> str | None:
    """The known part of a query, in its own order and one spelling; None for one that is too much."""
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    query = urlencode([(name, value) for name, value in pairs if name in parameters])
    return None if len(query) > LONGEST or "%00" in query else query
