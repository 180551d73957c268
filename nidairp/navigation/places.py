"""Where an item stood before it was moved: kept with the move, so that going back finds the very place."""

from typing import Any

from nidairp.navigation.models import MenuItem


def remember(item: MenuItem, **place: int | None) -> None:
    """With the newest entry of the item's history, which is that of the move."""
    entry = item.history.order_by("-history_id").first()
    item.history.filter(pk=entry.pk).update(**place)


def place_of(item: MenuItem) -> dict[str, int | None]:
    """As an entry of the history keeps it."""
    before, after = item.get_previous_sibling(), item.get_next_sibling()
    return {
        "came_from_below": item.parent_id,
        "came_from_after": before.pk if before else None,
        "came_from_before": after.pk if after else None,
    }


def old_place(item: MenuItem, parent_pk: int) -> tuple[int, str] | None:
    """Of an item as it once was: whom it stood beside when it left, or None where nobody knows.

    ``parent_pk`` is what was chosen for it now: another place than its old one is where it goes.
    """
    entry: Any = getattr(item, "_history", None)
    if entry is None or entry.parent_id != parent_pk:
        return None
    later = MenuItem.history.filter(id=item.pk, history_id__gt=entry.history_id, came_from_below=parent_pk)
    left = later.order_by("history_id").first()
    if left is None:
        return None
    there = set(MenuItem.objects.filter(parent=parent_pk).exclude(pk=item.pk).values_list("pk", flat=True))
    beside = {"before": left.came_from_before, "after": left.came_from_after}
    return next(((pk, position) for position, pk in beside.items() if pk in there), None)
