"""Changing a menu tree: add, change, move, place, show, remove.

Each function takes the lock, loads its items only then, and moves them through mptt's own
``insert_node`` and ``move_node``. What cannot be done is a ``ValidationError`` whose sentence
is meant for the editor. Reading menus is ``live.py``.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from nidairp.navigation.lock import tree_lock
from nidairp.navigation.models import CONTENT, MenuItem
from nidairp.navigation.places import old_place, place_of, remember

#: How mptt calls the positions of a spot.
POSITIONS = {"before": "left", "after": "right", "first": "first-child", "inside": "last-child"}
CHANGED = "“{}” has not been moved: somebody has changed this menu in the meantime. This is how it is now."


def add(parent: MenuItem, title: str, **content: Any) -> MenuItem:
    """A new last item below ``parent``; ``content`` is one of page, category, post, address; and is_shown."""
    return insert(MenuItem(title=title, **content), parent.pk)


def insert(item: MenuItem, parent_pk: int) -> MenuItem:
    """The same for an item made by a form."""
    with tree_lock():
        item.parent = _load(parent_pk)
        item.full_clean()
        return MenuItem.objects.insert_node(item, item.parent, "last-child", save=True)


def change(item: MenuItem, parent_pk: int) -> None:
    """Saves what a form says of an item, and moves it if another place was chosen.

    It is written onto the row as it stands now: a form of an old state has an old place with it. Going back
    to that leads to its old neighbours, where they are.
    """
    with tree_lock():
        standing = _load_movable(item.pk)
        for name in CONTENT:
            column = MenuItem._meta.get_field(name).attname
            setattr(standing, column, getattr(item, column))
        standing.lost_target = ""
        standing._change_reason = getattr(item, "_change_reason", None)
        standing.save()
        if spot := old_place(item, parent_pk):
            place(item.pk, Spot(*spot))
        elif parent_pk != standing.parent_id:
            move_under(item.pk, parent_pk)


class Spot(NamedTuple):
    """A place beside or below another item: ``before`` or ``after`` it, ``first`` or last ``inside`` it.

    ``above`` is the parent that the other item had where the place was chosen.
    """

    target: int
    position: str
    above: int | None = None


class Move(NamedTuple):
    """What was moved, and the spot that it came from."""

    item: MenuItem
    came_from: Spot


def move(item_pk: int, direction: str, beside: int | None = None) -> Move:
    """One step ``up``, ``down``, ``in`` (below the item before it) or ``out`` (after the one above it).

    ``beside`` is the item that the step was meant to pass, as it was seen: if another one is there, nothing
    moves.
    """
    with tree_lock():
        item = _load_movable(item_pk)
        target, position = STEPS[direction](item)
        if beside not in (None, target.pk):
            raise ValidationError(CHANGED.format(item))
        return _moved(item, target, position, f"Moved {direction}")


def place(item_pk: int, spot: Spot) -> Move:
    """To a spot anywhere in the menus, as dragging does."""
    with tree_lock():
        item, target = _load_movable(item_pk), _load(spot.target)
        if spot.above not in (None, target.parent_id):
            raise ValidationError(CHANGED.format(item))
        if spot.position in ("before", "after") and target.is_root_node():
            raise ValidationError(f"“{target}” is a whole menu: “{item}” can only be put into it.")
        _refuse_below_itself(item, target)
        return _moved(item, target, POSITIONS[spot.position], f"Moved {spot.position} {target}"[:100])


def move_under(item_pk: int, parent_pk: int) -> MenuItem:
    """To the end of what stands below another item, or below a menu's root."""
    return place(item_pk, Spot(parent_pk, "inside")).item


def show(item_pk: int, shown: bool) -> MenuItem:
    """Shows or hides an item, and with it what stands below."""
    with tree_lock():
        item = _load_movable(item_pk)
        item.is_shown = shown
        item.save(update_fields=["is_shown"])
        return item


def remove(item_pk: int) -> int:
    """Removes an item and all below it; says how many items went."""
    with tree_lock():
        item = _load_movable(item_pk)
        count = item.get_descendant_count() + 1
        item.delete()
        return count


def _load(pk: int) -> MenuItem:
    item = MenuItem.objects.filter(pk=pk).select_related("parent").first()
    if item is None:
        raise ValidationError("This menu item no longer exists: somebody has removed it in the meantime.")
    return item


def _load_movable(pk: int) -> MenuItem:
    item = _load(pk)
    if item.is_root_node():
        raise ValidationError(f"“{item}” is a whole menu: it stays where it is.")
    return item


def _refuse_below_itself(item: MenuItem, target: MenuItem) -> None:
    if target.is_descendant_of(item, include_self=True):
        raise ValidationError(
            f"“{item}” cannot be moved below itself or below one of its own items (“{target}”)."
        )


def _moved(item: MenuItem, target: MenuItem, position: str, reason: str) -> Move:
    came_from, left = _spot_of(item), place_of(item)
    item._change_reason = reason
    MenuItem.objects.move_node(item, target, position)
    remember(item, **left)
    return Move(item, came_from)


def _spot_of(item: MenuItem) -> Spot:
    before = item.get_previous_sibling()
    return Spot(before.pk, "after", item.parent_id) if before else Spot(item.parent_id, "first")


Place = tuple[MenuItem, str]


def _up(item: MenuItem) -> Place:
    return _found(item.get_previous_sibling(), f"“{item}” is already the first."), "left"


def _down(item: MenuItem) -> Place:
    return _found(item.get_next_sibling(), f"“{item}” is already the last."), "right"


def _in(item: MenuItem) -> Place:
    nothing = f"“{item}” has no item before it to be moved below."
    return _found(item.get_previous_sibling(), nothing), "last-child"


def _out(item: MenuItem) -> Place:
    above = None if item.parent.is_root_node() else item.parent
    return _found(above, f"“{item}” is already on the top level."), "right"


STEPS: dict[str, Callable[[MenuItem], Place]] = {"up": _up, "down": _down, "in": _in, "out": _out}


def _found(item: MenuItem | None, otherwise: str) -> MenuItem:
    if item is None:
        raise ValidationError(otherwise)
    return item
