from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from nidairp.navigation import repair, tree
from nidairp.navigation.models import MenuItem
from tests.nidairp.navigation.outline import outline

Items = dict[str, MenuItem]
START = {"News": {"Awards": {}, "Seminars": {}}, "About": {"Contact": {}}}


def damage(item: MenuItem, **values: object) -> None:
    MenuItem.objects.filter(pk=item.pk).update(**values)


def test_wrong_numbers_are_mended_from_the_parent_links(primary: MenuItem, items: Items) -> None:
    damage(items["News"], rght=41, level=7)
    damage(items["Contact"], tree_id=99, lft=1, rght=2)
    assert len(repair.repair()) == 2
    assert repair.check() == []
    assert outline(primary) == START


def test_an_item_below_its_own_child_comes_back_into_its_menu(primary: MenuItem, items: Items) -> None:
    damage(items["News"], parent=items["Awards"])
    repair.repair()
    assert repair.check() == []
    assert outline(primary) == START


def test_an_item_below_itself_comes_back_into_its_menu(primary: MenuItem, items: Items) -> None:
    damage(items["About"], parent=items["About"])
    repair.repair()
    assert outline(primary) == START


def test_two_menus_in_one_tree_are_parted(primary: MenuItem, items: Items) -> None:
    footer = MenuItem.objects.menu("footer")
    tree.add(footer, "Privacy", address="/privacy/")
    damage(footer, tree_id=primary.tree_id)
    repair.repair()
    assert repair.check() == []
    assert (outline(primary), outline(footer)) == (START, {"Privacy": {}})


@pytest.mark.django_db
def test_a_missing_menu_is_told_and_made_again() -> None:
    MenuItem.objects.menu("utility").delete()
    assert repair.check() == ["The menu “utility” is missing."]
    repair.repair()
    assert repair.check() == []


def test_a_sound_tree_is_left_alone(items: Items) -> None:
    before = list(MenuItem.objects.values())
    assert repair.repair() == []
    assert list(MenuItem.objects.values()) == before


def test_tree_check_fails_on_a_damaged_tree_and_names_the_item(items: Items) -> None:
    damage(items["About"], level=5)
    said = StringIO()
    with pytest.raises(CommandError, match="tree_repair"):
        call_command("tree_check", stdout=said)
    assert f"Item {items['About'].pk} “About”: level is 5, should be 1." in said.getvalue()


def test_tree_repair_says_what_it_mended(items: Items) -> None:
    damage(items["About"], level=5)
    said = StringIO()
    call_command("tree_repair", stdout=said)
    assert "Mended: " in said.getvalue()
    call_command("tree_check", stdout=said)
    assert said.getvalue().endswith("The menu trees are sound.\n")
