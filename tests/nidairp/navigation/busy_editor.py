"""One of the processes of ``test_concurrency.py``: fifty hasty changes to the menus.

It holds items that the others have long moved or removed, as an open browser window does.
"""

import sys
from random import Random

from django.core.exceptions import ValidationError

from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem

CHANGES = 50
KINDS = ["add", "add", "add", "remove", "up", "down", "in", "out", "under", "under", "place", "place"]


def change(chance: Random, seen: list[MenuItem]) -> int:
    """One change to items seen earlier; what the tree refuses is no mistake."""
    item, other, kind = chance.choice(seen), chance.choice(seen), chance.choice(KINDS)
    try:
        if kind == "add":
            tree.add(other, f"Item {chance.random()}")
            return 1
        if kind == "remove":
            return -tree.remove(item.pk)
        if kind == "under":
            tree.move_under(item.pk, other.pk)
        elif kind == "place":
            tree.place(item.pk, tree.Spot(other.pk, chance.choice([*tree.POSITIONS])))
        else:
            tree.move(item.pk, kind)
    except ValidationError:
        pass
    return 0


def main(seed: int) -> int:
    """By how many items the menus grew through it."""
    chance, grown = Random(seed), 0
    for number in range(CHANGES):
        if number % 10 == 0:
            seen = list(MenuItem.objects.all())
        grown += change(chance, seen)
    return grown


if __name__ == "__main__":
    print(main(int(sys.argv[1])))
