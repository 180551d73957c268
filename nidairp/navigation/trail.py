"""Where the reader is: which nodes are the current page, and which lead to it.

In each menu the longest address that the page lies under wins, so that on an article
"Hot off the Press" is marked and its neighbour "All News" (/news/) is not.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol


class Markable(Protocol):
    url: str
    active: bool
    current: bool

    @property
    def children(self) -> Iterable["Markable"]: ...


def mark(nodes: Iterable[Markable], path: str) -> None:
    """Sets ``current`` on the nodes that are this page, ``active`` on the trail towards it."""
    nearest = max((len(node.url) for node in _walk(nodes) if _leads_to(node.url, path)), default=0)
    for node in nodes:
        _mark(node, path, nearest)


def _mark(node: Markable, path: str, nearest: int) -> bool:
    below = [_mark(child, path, nearest) for child in node.children]
    here = len(node.url) == nearest and _leads_to(node.url, path)
    node.current = node.url == path
    node.active = here or any(below)
    return node.active


def _leads_to(url: str, path: str) -> bool:
    """ "/" is the home page only, not all that lies under it."""
    if url in ("", "/"):
        return url == path
    return path == url or path.startswith(url if url.endswith("/") else url + "/")


def _walk(nodes: Iterable[Markable]) -> Iterator[Markable]:
    for node in nodes:
        yield node
        yield from _walk(node.children)
