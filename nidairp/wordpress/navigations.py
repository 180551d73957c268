"""Menus of block themes as what those of older themes are in an export: one item for each link. Pure."""

import zlib
from collections.abc import Iterable, Iterator

from .export.items import Item, Label, Taxon
from .text.navigation import Link, links, numbered

#: Above all numbers that WordPress itself gives.
_BEYOND = 10**16
#: More is no menu that anybody reads, and one file may have many that list all pages.
MOST_PAGES = 200


def items(navigation: Item, pages: Iterable[Item], home: str) -> Iterator[Item]:
    """``pages`` are the public ones, for the block that lists them; ``home`` is the site's own address."""
    listed = sorted(pages, key=lambda page: (page.order, page.title))[:MOST_PAGES]
    numbers: list[int] = []
    for order, (name, link) in enumerate(numbered(links(navigation.content)), 1):
        number = _number(navigation, name)
        above = numbers[link.above] if link.above >= 0 else 0
        numbers.append(number)
        if link.is_pages:
            yield from _pages(navigation, listed, above, order)
        else:
            yield _item(navigation, number, link.label, above, order * 1000, _leads_to(link, home))


def menu(navigation: Item) -> Taxon:
    """Its own, though a menu of an older theme may be called the same."""
    return Taxon(navigation.line, "nav_menu", _slug(navigation), name=navigation.title, file=navigation.file)


def _pages(navigation: Item, pages: list[Item], above: int, order: int) -> Iterator[Item]:
    known = {page.number for page in pages}
    for at, page in enumerate(pages, 1):
        number = _number(navigation, f"page {page.number}")
        parent = _number(navigation, f"page {page.parent}") if page.parent in known else above
        to = {"type": "post_type", "object": "page", "object_id": str(page.number)}
        yield _item(navigation, number, "", parent, order * 1000 + min(at, 999), to)


def _leads_to(link: Link, home: str) -> dict[str, str]:
    if link.kind == "taxonomy" and link.number:
        taxonomy = {"tag": "post_tag"}.get(link.type, link.type)
        return {"type": "taxonomy", "object": taxonomy, "object_id": str(link.number)}
    if link.number and (link.kind == "post-type" or link.type in ("page", "post")):
        return {"type": "post_type", "object": link.type, "object_id": str(link.number)}
    return {"type": "custom", "url": home if link.is_home else link.url}


def _item(navigation: Item, number: int, title: str, above: int, order: int, values: dict[str, str]) -> Item:
    values = {**values, "menu_item_parent": str(above)}
    return Item(
        navigation.line,
        number=number,
        type="nav_menu_item",
        status="publish",
        title=title,
        order=order,
        labels=[Label("nav_menu", _slug(navigation), navigation.title)],
        meta={f"_menu_item_{name}": [value] for name, value in values.items()},
        file=navigation.file,
    )


def _slug(navigation: Item) -> str:
    return f"navigation-{navigation.slug or navigation.number}"


def _number(navigation: Item, name: str) -> int:
    return _BEYOND + (zlib.crc32(f"{navigation.number}\n{name}".encode()) << 16) + navigation.number % 65536
