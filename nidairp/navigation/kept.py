"""The menus and what is drawn of them: made once, not for each page, and not for each edit.

In each generation of the content is read what the menus are made of; only where that is another, they are.
Which items are marked differs from page to page, so what is drawn is kept for each pattern of marks. That is
told by the address of the nearest item in each menu, without going through them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sys import getsizeof
from typing import Any

from nidairp.generation.carried import generation, period
from nidairp.generation.keeping import Keeping
from nidairp.navigation.dead import dead
from nidairp.navigation.live import ITEMS, Menus, live_menus, made_of, marked
from nidairp.navigation.trail import addresses, nearest

#: Bytes, of all that is drawn of them: more patterns of marks than a site has.
LIMIT = 5_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """The menus without marks, their addresses, and all that they were made of."""

    rows: Sequence[Any] | None
    typed: frozenset[str]
    dead: set[str]
    period: str
    menus: Menus
    addresses: list[frozenset[str]]


_last = Made(None, frozenset(), set(), "", {}, [])
_made: Keeping[Made] = Keeping(1)


def menus_for(path: str) -> Menus:
    if generation() is None:
        return live_menus(path)
    return marked({name: [node.copied() for node in nodes] for name, nodes in _now().menus.items()}, path)


def drawn(name: str, path: str, draw: Callable[[], str]) -> str:
    """What `draw` makes of the menus of the page at `path`; `name` says all else that it depends on."""
    return draw() if generation() is None else _drawn((name, *_marks(path)), draw)


def _now() -> Made:
    return _made("menus", _as_read)


def _as_read() -> Made:
    """The very same as the last, where nothing else was read."""
    global _last  # noqa: PLW0603 - a cache of one
    last, read = _last, ITEMS.read()
    is_same = read.rows == last.rows
    items = [] if is_same else read.made()
    typed = last.typed if is_same else frozenset(item.address for item in items)
    found = dead(typed)
    if is_same and (found, period()) == (last.dead, last.period):
        return last
    menus = made_of(items or read.made(), found)
    _last = Made(read.rows, typed, found, period(), menus, [addresses(nodes) for nodes in menus.values()])
    return _last


_drawn: Keeping[str] = Keeping(LIMIT, getsizeof, _now)


def _marks(path: str) -> list[str]:
    found = [nearest(menu, path) for menu in _now().addresses]
    return [f"={near}" if near == path else near for near in found]
