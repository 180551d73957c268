from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from nidairp.navigation import repair, tree
from nidairp.navigation.models import MenuItem
from tests.factories import make_category, make_page, make_post
from tests.nidairp.navigation.outline import outline

Items = dict[str, MenuItem]


def test_an_item_leads_to_its_page_category_post_or_address(primary: MenuItem) -> None:
    page, category, post = make_page(), make_category(), make_post()
    assert tree.add(primary, "Page", page=page).url == page.get_absolute_url()
    assert tree.add(primary, "Category", category=category).url == category.get_absolute_url()
    assert tree.add(primary, "Post", post=post).url == post.get_absolute_url()
    assert tree.add(primary, "Address", address="https://www.nih.gov/").url == "https://www.nih.gov/"
    assert tree.add(primary, "Heading").url == ""


def test_an_item_does_not_lead_to_a_draft(primary: MenuItem) -> None:
    assert tree.add(primary, "Draft", page=make_page(state="draft")).url == ""


def test_an_address_that_came_in_another_way_is_checked_again(items: Items) -> None:
    MenuItem.objects.filter(pk=items["News"].pk).update(address="javascript:alert(1)")
    assert MenuItem.objects.get(pk=items["News"].pk).url == ""


def test_an_item_outlives_what_it_pointed_at(primary: MenuItem) -> None:
    page = make_page()
    item = tree.add(primary, "Page", page=page)
    page.delete()
    assert MenuItem.objects.get(pk=item.pk).url == ""


def test_two_targets_are_refused_with_a_sentence(primary: MenuItem) -> None:
    with pytest.raises(ValidationError, match="Choose only one target"):
        tree.add(primary, "Both", page=make_page(), address="/news/")


def test_the_database_refuses_two_targets(items: Items) -> None:
    with pytest.raises(IntegrityError):
        MenuItem.objects.filter(pk=items["News"].pk).update(category=make_category())


def test_the_database_refuses_a_root_that_is_no_menu(items: Items) -> None:
    with pytest.raises(IntegrityError):
        MenuItem.objects.filter(pk=items["News"].pk).update(parent=None)


def test_save_refuses_to_move_an_item(items: Items) -> None:
    contact = items["Contact"]
    contact.parent = items["News"]
    with pytest.raises(ValueError, match="does not move"):
        contact.save()


def test_saving_an_item_loaded_before_a_move_does_not_take_the_move_back(
    primary: MenuItem, items: Items
) -> None:
    stale = MenuItem.objects.get(pk=items["Contact"].pk)
    tree.move_under(items["Contact"].pk, items["News"].pk)
    stale.title = "Contact Us"
    stale.save()
    assert outline(primary) == {"News": {"Awards": {}, "Seminars": {}, "Contact Us": {}}, "About": {}}
    assert repair.check() == []


def test_moves_by_mptt_itself_are_safe_with_stale_items(primary: MenuItem, items: Items) -> None:
    stale_news, stale_about = items["News"], items["About"]
    tree.move(items["About"].pk, "up")
    stale_news.move_to(stale_about, "last-child")
    assert outline(primary) == {"About": {"Contact": {}, "News": {"Awards": {}, "Seminars": {}}}}
    assert repair.check() == []


def test_an_item_created_without_tree_stands_rightly_all_the_same(primary: MenuItem, items: Items) -> None:
    MenuItem.objects.create(parent=items["About"], title="Careers")
    assert outline(primary)["About"] == {"Contact": {}, "Careers": {}}
    assert repair.check() == []


def test_an_item_deleted_twice_closes_one_gap_only(items: Items) -> None:
    other = MenuItem.objects.get(pk=items["Awards"].pk)
    items["Awards"].delete()
    with pytest.raises(MenuItem.DoesNotExist):
        other.delete()
    assert repair.check() == []


def test_deleting_many_at_once_leaves_no_gaps(primary: MenuItem, items: Items) -> None:
    MenuItem.objects.filter(title__in=["News", "Awards", "Contact"]).delete()
    assert outline(primary) == {"About": {}}
    assert repair.check() == []


@pytest.mark.django_db
def test_a_menu_that_was_lost_is_made_again() -> None:
    MenuItem.objects.menu("footer").delete()
    assert MenuItem.objects.menu("footer").title == "Footer"
    assert repair.check() == []


@pytest.mark.parametrize("make", [make_page, make_category, make_post])
def test_an_item_says_what_it_lost(primary: MenuItem, make: Callable[..., Any]) -> None:
    target = make(**{"name" if make is make_category else "title": "Lost one"})
    item = tree.add(primary, "Jobs", section="open", **{target._meta.model_name: target})
    target.delete()
    item.refresh_from_db()
    assert item.section == ""
    assert item.lost_target == f"{target._meta.verbose_name} “Lost one”"
    assert item.url == "" and item.target is None
    tree.change(item, primary.pk)
    item.refresh_from_db()
    assert item.lost_target == ""
