"""A menu as its admin page draws it: every item, with what it leads to and where it can be moved."""

from collections import defaultdict
from dataclasses import dataclass, field

from nidairp.navigation.dead import dead_addresses
from nidairp.navigation.models import MenuItem


@dataclass(slots=True)
class Row:
    item: MenuItem
    before: MenuItem | None
    after: MenuItem | None
    dead: bool = False
    children: list["Row"] = field(default_factory=list)

    @property
    def moves(self) -> dict[str, int]:
        """The steps that ``tree.move`` would not refuse, each with the item that it passes."""
        beside = {
            "up": self.before and self.before.pk,
            "down": self.after and self.after.pk,
            "in": self.before and self.before.pk,
            "out": self.item.parent_id if self.item.level > 1 else None,
        }
        return {direction: pk for direction, pk in beside.items() if pk is not None}

    @property
    def states(self) -> list[str]:
        """What a visitor would not see, in a word for the badge."""
        target = self.item.target
        found = {
            "hidden": not self.item.is_shown,
            "not public": target is not None and not target.is_public,
            f"deleted: {self.item.lost_target}": bool(self.item.lost_target) and target is None,
            "nothing there": self.dead,
            "unsafe address": bool(self.item.address) and not self.item.url,
            "no target": not (target or self.item.address or self.children or self.item.lost_target),
        }
        return [state for state, is_so in found.items() if is_so]

    @property
    def leads_to(self) -> str:
        """The address even of a draft, for the editor."""
        if self.item.target is not None:
            return self.item.target.get_absolute_url()
        return self.item.address


def tree_rows(menu: MenuItem) -> list[Row]:
    """The items below a menu's root, out of one query, and one for each kind of address typed in them."""
    items = list(MenuItem.objects.with_targets().filter(tree_id=menu.tree_id, level__gt=0))
    below: dict[int, list[MenuItem]] = defaultdict(list)
    for item in items:
        below[item.parent_id].append(item)
    return _rows(menu.pk, below, dead_addresses(items))


def _rows(pk: int, below: dict[int, list[MenuItem]], dead: set[str]) -> list[Row]:
    items = below.get(pk, [])
    around = zip(items, [None, *items], [*items[1:], None], strict=False)
    return [
        Row(item, before, after, item.address in dead, _rows(item.pk, below, dead))
        for item, before, after in around
    ]
