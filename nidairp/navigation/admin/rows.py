"""A menu as its admin page draws it: every item, with what it leads to and where it can be moved."""

from collections import defaultdict
from dataclasses import dataclass, field

from nidairp.navigation.models import MenuItem


@dataclass(slots=True)
class Row:
    item: MenuItem
    position: int
    siblings: int
    before: MenuItem | None
    children: list["Row"] = field(default_factory=list)

    @property
    def moves(self) -> list[str]:
        """The steps that ``tree.move`` would not refuse."""
        possible = {
            "up": self.before is not None,
            "down": self.position < self.siblings,
            "in": self.before is not None,
            "out": self.item.level > 1,
        }
        return [direction for direction, can in possible.items() if can]

    @property
    def states(self) -> list[str]:
        """What a visitor would not see, in a word for the badge."""
        target = self.item.target
        found = {
            "hidden": not self.item.is_shown,
            "draft": target is not None and not target.is_public,
            "unsafe address": bool(self.item.address) and not self.item.url,
            "no target": target is None and not self.item.address and not self.children,
        }
        return [state for state, is_so in found.items() if is_so]

    @property
    def leads_to(self) -> str:
        """The address even of a draft, for the editor."""
        if self.item.target is not None:
            return self.item.target.get_absolute_url()
        return self.item.address


def tree_rows(menu: MenuItem) -> list[Row]:
    """The items below a menu's root, out of one query."""
    below: dict[int, list[MenuItem]] = defaultdict(list)
    for item in MenuItem.objects.with_targets().filter(tree_id=menu.tree_id, level__gt=0):
        below[item.parent_id].append(item)
    return _rows(menu.pk, below)


def _rows(pk: int, below: dict[int, list[MenuItem]]) -> list[Row]:
    items = below.get(pk, [])
    before = [None, *items]
    return [
        Row(item, position, len(items), before[position - 1], _rows(item.pk, below))
        for position, item in enumerate(items, start=1)
    ]
