"""The menus of a generation of the content, and what is drawn of them: made once, not for each page.

Which items are marked differs from page to page, so what is drawn is kept for each pattern of marks. That is
told by the address of the nearest item in each menu, without going through them.
"""

from collections.abc import Callable
from sys import getsizeof

from nidairp.generation.carried import generation
from nidairp.generation.keeping import Keeping
from nidairp.navigation.live import Menus, live_menus, marked, unmarked
from nidairp.navigation.trail import addresses, nearest

#: Bytes, of all that is drawn of them: more patterns of marks than a site has.
LIMIT = 5_000_000
_menus: Keeping[Menus] = Keeping(1)
_addresses: Keeping[list[frozenset[str]]] = Keeping(1)
_drawn: Keeping[str] = Keeping(LIMIT, size=getsizeof)


def menus_for(path: str) -> Menus:
    if generation() is None:
        return live_menus(path)
    return marked({name: [node.copied() for node in nodes] for name, nodes in _unmarked().items()}, path)


def drawn(name: str, path: str, draw: Callable[[], str]) -> str:
    """What `draw` makes of the menus of the page at `path`; `name` says all else that it depends on."""
    return draw() if generation() is None else _drawn((name, *_marks(path)), draw)


def _unmarked() -> Menus:
    return _menus("menus", unmarked)


def _marks(path: str) -> list[str]:
    menus = _addresses("addresses", lambda: [addresses(nodes) for nodes in _unmarked().values()])
    found = [nearest(menu, path) for menu in menus]
    return [f"={near}" if near == path else near for near in found]
