"""What a menu tree should look like, in the plainest terms: each item's list of items below it."""

from nidairp.navigation.models import MenuItem

Outline = dict[str, "Outline"]


def outline(parent: MenuItem) -> Outline:
    """``{"News": {"Awards": {}}}``, by mptt's numbers; ``repair.check`` compares them with the parents."""
    root = MenuItem.objects.get(pk=parent.pk)
    found: Outline = {}
    above = [found]
    for item in root.get_descendants():
        here: Outline = {}
        above[item.level - root.level - 1 :] = [above[item.level - root.level - 1], here]
        above[-2][item.title] = here
    return found
