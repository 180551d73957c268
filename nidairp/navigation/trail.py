"""Where the reader is: which nodes are the current page, and which lead to it.

In each menu the longest address that the page lies under wins, so that on an article
"Hot off the Press" is marked and its neighbour "All News" (/news/) is not.
"""

from collections.abc import Container, Iterable, Iterator
from typing import Protocol


class Markable(Protocol):
    url: str
    active: bool
    current: bool

    @property
    def children(self) -> Iterable["Markable"]: ...


def mark(nodes: Iterable[Markable], path: str) -> None:
    """Sets ``current`` on the nodes that are this page, ``active`` on the trail towards it."""
    near = nearest(addresses(nodes), path)
    for node in nodes:
        _mark(node, path, near)


def addresses(nodes: Iterable[Markable]) -> frozenset[str]:
    return frozenset(node.url for node in _walk(nodes))


def nearest(urls: Container[str], path: str) -> str:
    """Of these addresses the longest that the page lies under; "/" is the home page only."""
    if path in urls:
        return path
    end = path.rfind("/")
    while end > 0:
        for url in (path[: end + 1], path[:end]):
            if url in urls:
                return url
        end = path.rfind("/", 0, end)
    return ""


def _mark(node: Markable, path: str, near: str) -> bool:
    below = [_mark(child, path, near) for child in node.children]
    node.current = node.url == path
    node.active = (bool(near) and node.url == near) or any(below)
    return node.active


def _walk(nodes: Iterable[Markable]) -> Iterator[Markable]:
    for node in nodes:
        yield node
        yield from _walk(node.children)
