"""Verifies and mends the menu trees in the database; what is right and wrong is told by ``soundness.py``."""

from nidairp.navigation.lock import tree_lock
from nidairp.navigation.models import MenuItem
from nidairp.navigation.soundness import Place, Row, places, problems, stray

NUMBERS = ("tree_id", "lft", "rght", "level")


def check() -> list[str]:
    """One sentence for each thing that is wrong."""
    return [f"The menu “{location}” is missing." for location in _missing()] + problems(_rows())


def repair() -> list[str]:
    """Mends all that ``check`` finds, and says what was wrong."""
    with tree_lock():
        found = check()
        for location in _missing():
            MenuItem.objects.menu(location)
        _hang_up_stray()
        _renumber()
        return found


def _missing() -> list[str]:
    there = set(MenuItem.objects.filter(parent=None).values_list("location", flat=True))
    return [location for location in MenuItem.Location.values if location not in there]


def _rows() -> list[Row]:
    values = MenuItem.objects.values_list("pk", "parent_id", "title", *NUMBERS)
    return [Row(pk, parent, title, Place(*place)) for pk, parent, title, *place in values]


def _hang_up_stray() -> None:
    """Below the root of the tree that they were in, so that nothing is lost from its menu."""
    roots = {root.tree_id: root for root in MenuItem.objects.filter(parent=None)}
    fallback = MenuItem.objects.menu(MenuItem.Location.PRIMARY)
    for row in stray(_rows()):
        root = roots.get(row.place.tree, fallback)
        MenuItem.objects.filter(pk=row.pk).update(parent=root)


def _renumber() -> None:
    rows = _rows()
    due = places(rows)
    for row in rows:
        if row.place != due[row.pk]:
            numbers = dict(zip(NUMBERS, due[row.pk], strict=True))
            MenuItem.objects.filter(pk=row.pk).update(**numbers)
