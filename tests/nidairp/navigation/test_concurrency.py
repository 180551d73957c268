import pytest

from nidairp.navigation import repair, tree
from nidairp.navigation.models import MenuItem
from tests.processes import ended, started

EDITORS = 4


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_four_editors_at_once_leave_a_sound_tree_and_lose_nothing() -> None:
    roots = [MenuItem.objects.menu(location) for location in MenuItem.Location.values]
    for root in roots:
        for number in range(5):
            tree.add(root, f"Item {number}")
    before = MenuItem.objects.count()
    editors = [started("tests.nidairp.navigation.busy_editor", seed) for seed in range(EDITORS)]
    grown = [int(ended(editor)) for editor in editors]
    assert repair.check() == []
    assert MenuItem.objects.count() == before + sum(grown)
