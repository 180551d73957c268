"""The order and nesting of a menu's items: a newer export's is followed, unless that here was changed since.

Beside each item stands where the export had it when it was last followed. Items made here stay behind what is
brought to where they are.
"""

from collections.abc import Collection

from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.navigation.tree import Spot
from nidairp.wordpress.export.items import Item, Taxon
from nidairp.wordpress.report import Outcome

from .voyage import Voyage

#: Each item's key with its parent's, from the first to the last.
Order = list[tuple[int, int]]
KIND = "menu place"
CONFLICT = "The order of its items was changed there, and here since: it is left as it is here."
FOLLOWED = "The order of its items was changed there: it is the same here now."


def standing(root: MenuItem) -> Order:
    return list(root.get_descendants().order_by("lft").values_list("pk", "parent_id"))


def follow(
    voyage: Voyage, taxon: Taxon, root: MenuItem, items: list[tuple[Item, MenuItem, int]], before: Order
) -> None:
    """``items`` are the export's, with row and parent; ``before`` is how the menu stood before this run."""
    there = [(row.pk, parent) for _, row, parent in items]
    if last := _last(voyage, [item for item, _, _ in items]):
        common = {pk for pk, _ in last} & {pk for pk, _ in before} & {pk for pk, _ in there}
        was, is_here, is_there = (_only(order, common) for order in (last, before, there))
        if is_here != was and is_there not in (was, is_here):
            voyage.tell(Outcome.CONFLICT, taxon, "menu", taxon.name or taxon.slug, CONFLICT)
            return
        if is_here == was:
            _arrange(there, root)
            if is_there != was:
                voyage.tell(Outcome.CHANGED, taxon, "menu", taxon.name or taxon.slug, FOLLOWED)
    for place, (item, row, parent) in enumerate(items):
        voyage.origins.note(KIND, item.number, row, f"{place}/{parent}")


def _last(voyage: Voyage, items: list[Item]) -> Order:
    noted = [origin for item in items if (origin := voyage.origins.of(KIND, item.number))]
    places = sorted((*map(int, origin.digest.split("/")), origin.object_id) for origin in noted)
    return [(pk, parent) for _, parent, pk in places]


def _only(order: Order, pks: Collection[int]) -> Order:
    return [one for one in order if one[0] in pks]


def _arrange(wanted: Order, root: MenuItem) -> None:
    """Each where it is to stand, from the first on; who stands there already is left."""
    present = {root.pk, *(pk for pk, _ in standing(root))}
    brought = [pk for pk, _ in wanted]
    last: dict[int, int] = {}
    for pk, parent in wanted:
        if not {pk, parent} <= present:
            continue
        row = MenuItem.objects.get(pk=pk)
        before = row.get_siblings().filter(lft__lt=row.lft, pk__in=brought).order_by("lft").last()
        if row.parent_id != parent or (before and before.pk) != last.get(parent):
            spot = Spot(last[parent], "after") if parent in last else Spot(parent, "first")
            tree.place(pk, spot)
        last[parent] = pk
