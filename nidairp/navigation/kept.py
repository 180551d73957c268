"""The menus of a generation of the content, and what is drawn of them: made once, not for each page.

Only for requests that carry a generation (``nidairp.generation.carried``): what previews and people who are
logged in see is made for them. Which items are marked differs from page to page, so what is drawn is kept for
each pattern of marks.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from nidairp.navigation.live import Menus, Node, live_menus, marked, unmarked

#: More patterns of marks than a site has.
MOST = 1000


@dataclass(slots=True)
class Kept:
    generation: str = ""
    menus: Menus = field(default_factory=dict)
    drawn: dict[tuple[str, bytes], str] = field(default_factory=dict)


_kept = Kept()


def menus_for(path: str, generation: str | None) -> Menus:
    if generation is None:
        return live_menus(path)
    nodes = _of(generation).menus
    return marked({location: [node.copied() for node in nodes[location]] for location in nodes}, path)


def drawn(name: str, menus: Menus, generation: str | None, draw: Callable[[], str]) -> str:
    """What `draw` makes of these menus; `name` says all else that it depends on."""
    if generation is None:
        return draw()
    there, key = _of(generation).drawn, (name, bytes(_marks(menus)))
    if key not in there:
        if len(there) >= MOST:
            there.clear()
        there[key] = draw()
    return there[key]


def _of(generation: str) -> Kept:
    global _kept  # noqa: PLW0603 - what this process has read last
    kept = _kept
    if kept.generation != generation:
        kept = _kept = Kept(generation, unmarked())
    return kept


def _marks(menus: Menus) -> Iterator[int]:
    for nodes in menus.values():
        yield from _marks_of(nodes)


def _marks_of(nodes: Iterable[Node]) -> Iterator[int]:
    for node in nodes:
        yield node.active + 2 * node.current
        yield from _marks_of(node.children)
