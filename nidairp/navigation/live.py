"""The menus as the public sees them: plain nodes, all four menus out of one query.

A hidden item goes with all that is below it. An item that leads nowhere (a heading, a draft,
something deleted, an address that nothing answers) is shown only while something below it is. A menu
shows one level, the primary navigation two: what an editor put deeper stands beside the item above it,
so nothing is lost.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nidairp.navigation.dead import dead_addresses
from nidairp.navigation.models import MenuItem
from nidairp.navigation.trail import mark
from nidairp.prepared import Prepared

ITEMS = Prepared(MenuItem.objects.for_menus)
Menus = dict[str, list["Node"]]
Below = dict[int | None, list[MenuItem]]
#: How many levels each menu shows.
LEVELS = dict.fromkeys(MenuItem.Location.values, 1) | {MenuItem.Location.PRIMARY: 2}


@dataclass(slots=True)
class Node:
    title: str
    url: str
    children: list["Node"] = field(default_factory=list)
    active: bool = False
    current: bool = False

    def copied(self) -> "Node":
        """Without marks."""
        return Node(self.title, self.url, [child.copied() for child in self.children])


def live_menus(path: str) -> Menus:
    """``{"primary": [...], "utility": ..., "news_sidebar": ..., "footer": ...}`` for the page at ``path``."""
    return marked(unmarked(), path)


def marked(menus: Menus, path: str) -> Menus:
    """The same nodes, with those marked that lead to ``path``."""
    for nodes in menus.values():
        mark(nodes, path)
    return menus


def unmarked() -> Menus:
    return made_of(items := ITEMS(), dead_addresses(items))


def made_of(items: Iterable[MenuItem], dead: set[str]) -> Menus:
    """Without a question: of the items, and of which typed addresses nothing answers."""
    below: Below = defaultdict(list)
    for item in items:
        below[item.parent_id].append(item)
    menus: dict[str, list[Node]] = {location: [] for location in LEVELS}
    menus |= {root.location: _branch(root, below, LEVELS[root.location], dead) for root in below[None]}
    return {location.replace("-", "_"): nodes for location, nodes in menus.items()}


def _branch(parent: MenuItem, below: Below, levels: int, dead: set[str]) -> list[Node]:
    nodes: list[Node] = []
    for item in below.get(parent.pk, ()):
        if item.is_shown:
            url = "" if item.address in dead else item.url
            nodes += _shown(Node(item.title, url), _branch(item, below, levels - 1, dead), levels)
    return nodes


def _shown(node: Node, children: list[Node], levels: int) -> list[Node]:
    """What an item and those below it add to a menu that shows so many levels from here on."""
    if levels > 1 and children:
        return [replace(node, children=children)]
    return [node, *children] if node.url else children
