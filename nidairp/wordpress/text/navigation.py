"""The navigation of a block theme (``wp_navigation``): its links, each with the one that it stands below."""

from collections.abc import Iterator
from dataclasses import dataclass

from .blocks import marks

LINKS = frozenset({"navigation-link", "navigation-submenu", "home-link"})
#: A block that lists all pages, whichever there are.
PAGES = "page-list"


@dataclass(frozen=True, slots=True)
class Link:
    """``above`` is the place of another in the list, or -1. ``kind``: post-type, taxonomy, or custom."""

    above: int
    label: str = ""
    url: str = ""
    kind: str = ""
    type: str = ""
    number: int = 0
    is_pages: bool = False
    is_home: bool = False


def links(markup: str) -> list[Link]:
    found: list[Link] = []
    open_ones: list[int] = []
    for closing, name, values, void in marks(markup):
        if closing:
            if name in LINKS and open_ones:
                open_ones.pop()
            continue
        above = open_ones[-1] if open_ones else -1
        if name in LINKS:
            found.append(_link(above, name, values))
            if not void:
                open_ones.append(len(found) - 1)
        elif name == PAGES:
            found.append(Link(above, is_pages=True))
    return found


def _link(above: int, name: str, values: dict[str, object]) -> Link:
    number = values.get("id")
    is_home = name == "home-link"
    return Link(
        above,
        label=str(values.get("label") or ("Home" if is_home else "")),
        url=str(values.get("url") or ""),
        is_home=is_home,
        kind=str(values.get("kind") or "custom"),
        type=str(values.get("type") or ""),
        number=number if isinstance(number, int) and 0 < number < 10**17 else 0,
    )


def numbered(found: list[Link]) -> Iterator[tuple[str, Link]]:
    """Each with a name that it keeps when others come or go: what it says, and the how manieth of these."""
    seen: dict[str, int] = {}
    for link in found:
        says = "\n".join((link.label, link.url, str(link.number), str(link.is_pages)))
        seen[says] = seen.get(says, 0) + 1
        yield f"{says}\n{seen[says]}", link
