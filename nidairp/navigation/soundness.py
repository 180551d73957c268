"""What is wrong with menu trees, told from their rows alone. Pure: no Django, no database.

The parent links are what editors meant. From them follows where every item has to stand
(mptt's tree, left, right and level), and any difference is a violation. Links that never reach a root
(an item below itself, a parent that is gone) have to be cut first. Mending is ``repair.py``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    tree: int
    left: int
    right: int
    level: int


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    parent: int | None
    title: str
    place: Place


def problems(rows: Iterable[Row]) -> list[str]:
    """One sentence for each violation; nothing where the trees are sound."""
    rows = list(rows)
    known = {row.pk for row in rows}
    lost = [_lost(row, known) for row in stray(rows)]
    due = places(rows)
    return lost + [_misplaced(row, due[row.pk]) for row in rows if row.place != due.get(row.pk, row.place)]


def stray(rows: Iterable[Row]) -> list[Row]:
    """The rows whose parent link has to be cut so that every row hangs on some root."""
    by_pk = {row.pk: row for row in rows}
    settled: set[int] = set()
    cut = []
    for row in sorted(by_pk.values(), key=_order):
        way = _way_up(row, by_pk, settled)
        top = by_pk[way[-1]] if way else row
        if way and top.parent is not None and top.parent not in settled:
            cut.append(_first_of_circle(top, way, by_pk))
        settled.update(way)
    return cut


def places(rows: Iterable[Row]) -> dict[int, Place]:
    """Where every row that hangs on a root has to stand, in the order it has now."""
    below: dict[int | None, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=_order):
        below[row.parent].append(row)
    found: dict[int, Place] = {}
    taken: set[int] = set()
    for root in below[None]:
        tree = root.place.tree if root.place.tree not in taken else max(taken) + 1
        taken.add(tree)
        found.update(_numbered(root, below, tree))
    return found


def _numbered(root: Row, below: dict[int | None, list[Row]], tree: int) -> Iterator[tuple[int, Place]]:
    """Counts on the way down and on the way up again, without recursion: a broken tree may be deep."""
    count = 1
    opened = {root.pk: count}
    stack = [(root, iter(below.get(root.pk, ())))]
    while stack:
        row, children = stack[-1]
        child = next(children, None)
        count += 1
        if child is None:
            stack.pop()
            yield row.pk, Place(tree, opened[row.pk], count, len(stack))
        else:
            opened[child.pk] = count
            stack.append((child, iter(below.get(child.pk, ()))))


def _way_up(row: Row, by_pk: dict[int, Row], settled: set[int]) -> list[int]:
    """From a row up to a root, a gap, a circle's start or a row already dealt with."""
    way: dict[int, None] = {}
    pk: int | None = row.pk
    while pk in by_pk and pk not in settled and pk not in way:
        way[pk] = None
        pk = by_pk[pk].parent
    return list(way)


def _first_of_circle(top: Row, way: list[int], by_pk: dict[int, Row]) -> Row:
    """The row of the circle that stood highest; the top itself if its parent is simply gone."""
    if top.parent not in by_pk:
        return top
    return min((by_pk[pk] for pk in way[way.index(top.parent) :]), key=_order)


def _order(row: Row) -> tuple[int, int, int]:
    return row.place.tree, row.place.left, row.pk


def _lost(row: Row, known: set[int]) -> str:
    why = "stands below itself" if row.parent in known else f"stands below item {row.parent}, which is gone"
    return f"Item {row.pk} “{row.title}” {why}."


def _misplaced(row: Row, due: Place) -> str:
    wrong = [
        f"{name} is {is_now}, should be {should_be}"
        for name, is_now, should_be in zip(Place._fields, row.place, due, strict=True)
        if is_now != should_be
    ]
    return f"Item {row.pk} “{row.title}”: {'; '.join(wrong)}."
