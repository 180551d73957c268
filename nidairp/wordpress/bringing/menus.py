"""Menus: their items, in order and nested, into the menus of this site that are called the same.

What an editor has put into a menu here stays; what was brought over before is not made twice.
"""

import re

from django.apps import apps
from django.core.exceptions import ValidationError

from nidairp.addresses import is_safe
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.wordpress import plain
from nidairp.wordpress.export.items import Item, Taxon
from nidairp.wordpress.report import Outcome

from . import orders
from .origins import digest
from .voyage import Voyage

Location = MenuItem.Location
EMPTY = {"title": "", "page": None, "category": None, "post": None, "address": ""}
SAID = tuple(EMPTY)
CONFLICT = "It was changed there and edited here since: it is left as it is here."
#: Words in the name of a menu, and where such a menu stands.
_NAMES = (
    (Location.FOOTER, r"footer|bottom|legal"),
    (Location.UTILITY, r"utility|utilities|quick|secondary|top.?(?:bar|links)"),
    (Location.NEWS_SIDEBAR, r"sidebar|news"),
    (Location.PRIMARY, r"primary|main|header|nav|top|menu.?1"),
)


def bring(voyage: Voyage) -> None:
    menus: dict[str, list[Item]] = {}
    for item in voyage.survey.of_type("nav_menu_item"):
        for label in voyage.survey.labels(item, "nav_menu"):
            menus.setdefault(label.slug, []).append(item)
    for slug in voyage.options.menus.keys() - menus.keys():
        known = ", ".join(menus) or "none"
        message = f"The export has no menu of this name. It has {known}."
        voyage.report.add(Outcome.DOUBTFUL, "menu", slug, message)
    places = _places(voyage, [*menus])
    for slug, items in menus.items():
        taxon = voyage.survey.taxa["nav_menu", slug]
        if slug in places:
            _menu(voyage, taxon, MenuItem.objects.menu(places[slug]), items)
        else:
            message = f"No menu here is called so. Give it a place with --menu {slug}=footer, or another of "
            voyage.tell(
                Outcome.DOUBTFUL, taxon, "menu", taxon.name or slug, f"{message}{', '.join(Location.values)}."
            )


def _places(voyage: Voyage, slugs: list[str]) -> dict[str, str]:
    """Each place once: as was said, then by name; a site's only menu is its primary one."""
    found = {slug: place for slug, place in voyage.options.menus.items() if slug in slugs}
    for place, pattern in _NAMES:
        for slug in slugs:
            name = f"{slug} {voyage.survey.taxa['nav_menu', slug].name}".lower()
            if slug not in found and place not in found.values() and re.search(pattern, name):
                found[slug] = place
    if not found and len(slugs) == 1:
        found[slugs[0]] = Location.PRIMARY
    return found


def _menu(voyage: Voyage, taxon: Taxon, root: MenuItem, items: list[Item]) -> None:
    if root.get_children().exists() and not any(_known(voyage, item) for item in items):
        message = f"“{root}” has items already: those of WordPress stand after them."
        voyage.tell(Outcome.DOUBTFUL, taxon, "menu", taxon.name or taxon.slug, message)
    before = orders.standing(root)
    made: dict[int, MenuItem] = {}
    ordered: list[tuple[Item, MenuItem, int]] = []
    for item in _parents_first(voyage, items):
        parent = made.get(_number(item, "_menu_item_menu_item_parent"), root)
        if row := _item(voyage, item, parent):
            made[item.number] = row
            ordered.append((item, row, parent.pk))
    orders.follow(voyage, taxon, root, ordered, before)


def _parents_first(voyage: Voyage, items: list[Item]) -> list[Item]:
    by_number = {item.number: item for item in items}
    done: dict[int, Item] = {}
    for item in sorted(items, key=lambda one: (one.order, one.number)):
        line: list[Item] = []
        above: Item | None = item
        while above is not None and above.number not in done and above not in line:
            line.append(above)
            parent = _number(above, "_menu_item_menu_item_parent")
            if parent and parent not in by_number:
                message = "The item above it is not in this menu: it stands at the top."
                voyage.tell(Outcome.DOUBTFUL, above, "menu item", _title(voyage, above), message)
            above = by_number.get(parent)
        if above is not None and above in line:
            message = "It stands below itself: it is put at the top."
            voyage.tell(Outcome.DOUBTFUL, line[-1], "menu item", _title(voyage, line[-1]), message)
        done.update({one.number: one for one in reversed(line)})
    return list(done.values())


def _known(voyage: Voyage, item: Item) -> MenuItem | None:
    pk = voyage.origins.pk("menu item", item.number, MenuItem)
    return MenuItem.objects.filter(pk=pk).first() if pk else None


def _item(voyage: Voyage, item: Item, parent: MenuItem) -> MenuItem | None:
    title = _title(voyage, item)
    if voyage.origins.of("menu item", item.number):
        if known := _known(voyage, item):
            _again(voyage, item, known, title)
        else:
            voyage.tell(
                Outcome.SKIPPED,
                item,
                "menu item",
                title,
                "It was brought over before and removed here since.",
            )
        return known
    content, doubt = _leads_to(voyage, item)
    try:
        row = tree.add(parent, title, **content)
    except ValidationError as error:
        voyage.tell(Outcome.LOST, item, "menu item", title, " ".join(error.messages))
        return None
    voyage.origins.note("menu item", item.number, row, _says(row))
    voyage.tell(Outcome.DOUBTFUL if doubt else Outcome.MADE, item, "menu item", title, doubt)
    return row


def _again(voyage: Voyage, item: Item, row: MenuItem, title: str) -> None:
    """What it says and where it leads, unless that was edited here."""
    content, _ = _leads_to(voyage, item)
    origin, before = voyage.origins.of("menu item", item.number), _says(row)
    now = _says(MenuItem(title=title, **content))
    if origin is None or not origin.digest or now in (origin.digest, before):
        voyage.tell(Outcome.UNCHANGED, item, "menu item", title)
    elif before != origin.digest:
        voyage.tell(Outcome.CONFLICT, item, "menu item", row.title, CONFLICT)
        return
    else:
        for name in SAID:
            setattr(row, name, content.get(name, title if name == "title" else EMPTY[name]))
        tree.change(row, row.parent_id)
        voyage.tell(Outcome.CHANGED, item, "menu item", title)
    voyage.origins.note("menu item", item.number, row, now if origin and origin.digest else "")


def _says(row: MenuItem) -> str:
    return digest([str(getattr(row, MenuItem._meta.get_field(name).attname)) for name in SAID])


def _title(voyage: Voyage, item: Item) -> str:
    """Its own, or that of what it leads to."""
    number = _number(item, "_menu_item_object_id")
    own = plain.title(item.title, 120)
    if own:
        return own
    if item.value("_menu_item_type") == "taxonomy":
        taxon = voyage.survey.taxon(item.value("_menu_item_object"), number)
        return plain.text(taxon.name, 120) if taxon else "Untitled"
    if item.value("_menu_item_type") == "post_type_archive":
        return plain.text(item.value("_menu_item_object").replace("_", " ").capitalize(), 120) or "Untitled"
    target = voyage.survey.items.get(number)
    return (plain.title(target.title, 120) if target else "") or "Untitled"


def _leads_to(voyage: Voyage, item: Item) -> tuple[dict[str, object], str]:
    kind, number = item.value("_menu_item_type"), _number(item, "_menu_item_object_id")
    if kind == "taxonomy":
        taxon = voyage.survey.taxon(item.value("_menu_item_object"), number)
        reference = _of_taxon(voyage, taxon) if taxon else ""
    elif kind == "post_type":
        made = voyage.made.get(number)
        reference = made.reference if made else voyage.instead.get(number, "")
    elif kind == "post_type_archive":
        return {}, f"It led to the list of all “{item.value('_menu_item_object')}”: it is a heading now."
    else:
        return _typed(voyage, item)
    content = _content(reference)
    return content, "" if content else f"What it led to (number {number}) is not there: it is a heading now."


def _of_taxon(voyage: Voyage, taxon: Taxon) -> str:
    known = voyage.categories if taxon.taxonomy == "category" else voyage.tags
    row = known.get(taxon.slug)
    return f"object:{row._meta.label_lower}:{row.pk}" if row else ""


def _content(reference: str) -> dict[str, object]:
    """As an item keeps it: pages, categories and articles as themselves, all else by its address."""
    if reference.startswith("/"):
        return {"address": reference}
    _, _, rest = reference.partition("object:")
    model, _, pk = rest.partition(":")
    field = {"pages.page": "page", "news.category": "category", "news.post": "post"}.get(model)
    if not model:
        return {}
    if field:
        target = MenuItem._meta.get_field(field).related_model._base_manager.get(pk=pk)
        return {field: target}
    return {"address": _path(reference)}


def _path(reference: str) -> str:
    """Where it stands. An item that leads to a place on a page names that by its address."""
    if reference.startswith("/"):
        return reference
    _, model, pk = reference.split(":")
    row = apps.get_model(model)._base_manager.get(pk=pk)
    return row.get_absolute_url()


def _typed(voyage: Voyage, item: Item) -> tuple[dict[str, object], str]:
    address = plain.text(item.value("_menu_item_url"))
    if not address or address.startswith("#"):
        return {}, ""
    local = voyage.survey.site.local(address)
    if archive := voyage.archive(local):
        return {"address": archive}, ""
    if reference := voyage.reference(voyage.survey.index.target(address)):
        place = local.anchor if local else ""
        return {"address": f"{_path(reference)}{place}"} if place else _content(reference), ""
    if local and not local.query:
        return {
            "address": f"{local.path}{local.anchor}"
        }, f"It leads to {local.path}, which the export does not know."
    if is_safe(address) and len(address) <= 500:
        return {"address": address}, ""
    return {}, f"It led to “{address[:120]}”, which is not an address for a menu: it is a heading now."


def _number(item: Item, key: str) -> int:
    value = item.value(key)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else 0
