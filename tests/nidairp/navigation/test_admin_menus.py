from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from tests.factories import make_page

Items = dict[str, MenuItem]
LogIn = Callable[..., Client]


class Labels(HTMLParser):
    """The accessible names of a page's buttons and links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        label = dict(attrs).get("aria-label")
        if tag in {"button", "a"} and label:
            self.found.append(label)


def tree_page(client: Client, menu: MenuItem) -> str:
    return client.get(reverse("admin:navigation_menu_change", args=[menu.pk])).content.decode()


def test_the_list_shows_the_four_menus(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:navigation_menu_changelist")).content.decode()
    for title in MenuItem.Location.labels:
        assert f">{title}</a>" in page


def test_the_tree_offers_only_what_is_possible(admin_client: Client, primary: MenuItem, items: Items) -> None:
    labels = Labels(tree_page(admin_client, primary)).found
    moves = [label for label in labels if label.startswith("Move ")]
    assert moves == [
        "Move News down",
        "Move Awards down",
        "Move Awards out",
        "Move Seminars up",
        "Move Seminars in",
        "Move Seminars out",
        "Move About up",
        "Move About in",
        "Move Contact out",
    ]
    assert {"Edit News", "Hide News", "Add below News", "Delete News"} <= set(labels)


def test_drafts_and_hidden_items_are_marked(admin_client: Client, primary: MenuItem) -> None:
    tree.add(primary, "A draft", page=make_page(state="draft"))
    tree.add(primary, "Put away", address="/away/", is_shown=False)
    page = tree_page(admin_client, primary)
    assert ">draft</span>" in page
    assert ">hidden</span>" in page


def test_an_empty_menu_says_so(admin_client: Client) -> None:
    assert "This menu is empty." in tree_page(admin_client, MenuItem.objects.menu("footer"))


def test_titles_are_text_not_markup(admin_client: Client, primary: MenuItem) -> None:
    tree.add(primary, '<b>"Bold"</b>', address="/bold/")
    assert "<b>" not in tree_page(admin_client, primary)


def test_menus_are_neither_added_nor_deleted(admin_client: Client, primary: MenuItem) -> None:
    assert admin_client.get(reverse("admin:navigation_menu_add")).status_code == 403
    assert admin_client.post(reverse("admin:navigation_menu_delete", args=[primary.pk])).status_code == 403


def test_a_menu_that_is_none_leads_back_with_a_message(admin_client: Client, items: Items) -> None:
    url = reverse("admin:navigation_menu_change", args=[items["News"].pk])
    assert "Perhaps it was deleted?" in admin_client.get(url, follow=True).content.decode()


def test_who_may_not_see_menu_items_sees_no_menu(logged_in: LogIn, primary: MenuItem) -> None:
    client = logged_in("view_page")
    for url in (
        reverse("admin:navigation_menu_changelist"),
        reverse("admin:navigation_menu_change", args=[primary.pk]),
    ):
        assert client.get(url).status_code == 403


def test_who_may_only_look_gets_no_buttons(logged_in: LogIn, primary: MenuItem, items: Items) -> None:
    page = tree_page(logged_in("view_menuitem"), primary)
    assert "Awards" in page
    assert not [label for label in Labels(page).found if label.endswith("Awards")]


@pytest.mark.parametrize("number", [1, 20])
def test_a_tree_page_takes_the_same_queries_however_many_items_there_are(
    admin_client: Client,
    primary: MenuItem,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        tree.add(primary, "Page", page=make_page())
    with django_assert_num_queries(5):  # what is due, session, user, menu, items
        tree_page(admin_client, primary)
