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
    assert ">not public</span>" in page
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
    # What is due, session, user, the home page's words, menu, items; twice the places to add one.
    with django_assert_num_queries(8):
        tree_page(admin_client, primary)


def add_item(client: Client, menu: MenuItem, **typed: object) -> str:
    sent = {f"new-{name}": value for name, value in ({"below": menu.pk} | typed).items()}
    address = reverse("admin:navigation_menu_add_item", args=[menu.pk])
    return client.post(address, sent, follow=True).content.decode()


def test_an_item_is_added_in_the_tree(admin_client: Client, primary: MenuItem, items: Items) -> None:
    page = make_page(slug="contact", title="Contact Us")
    shown = add_item(admin_client, primary, to="http://testserver/contact/", below=items["About"].pk)
    item = MenuItem.objects.get(page=page)
    assert (item.title, item.parent) == ("Contact Us", items["About"])
    assert "“Contact Us” now stands last below “About”." in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"to": "/news/"}, "Give the item a name."),
        ({"to": "/news/", "title": " <sub></sub>"}, "Give the item a name."),
        ({"to": "javascript:alert(1)", "title": "X"}, "Enter a path on this site"),
        ({"to": "//[", "title": "X"}, "A path on this site begins with one “/”"),
        ({"to": "http://[", "title": "X"}, "Enter a path on this site"),
        ({"title": "X", "below": "0"}, "Select a valid choice"),
        ({"title": "X\u202e"}, "invisible character"),
    ],
)
def test_what_cannot_be_added_comes_back_with_a_sentence(
    admin_client: Client, primary: MenuItem, typed: dict[str, str], sentence: str
) -> None:
    assert sentence in add_item(admin_client, primary, **typed)
    assert not primary.get_children().exists()


def test_adding_asks_for_the_permission(logged_in: LogIn, primary: MenuItem) -> None:
    client = logged_in("view_menuitem")
    assert client.post(reverse("admin:navigation_menu_add_item", args=[primary.pk])).status_code == 403


def test_items_that_lead_nowhere_are_marked(admin_client: Client, primary: MenuItem) -> None:
    moved, lost = make_page(slug="moved"), make_page(title="Lost page")
    moved.slug = "elsewhere"
    moved.save()
    tree.add(primary, "Old", address="/moved/")
    tree.add(primary, "Dead", address="/nothing/")
    tree.add(primary, "Lost", page=lost)
    lost.delete()
    page = tree_page(admin_client, primary)
    assert page.count(">nothing there</span>") == 1
    assert "deleted: page “Lost page”" in page


def test_an_item_without_any_target_is_marked(admin_client: Client, primary: MenuItem) -> None:
    tree.add(primary, "Heading")
    assert ">no target</span>" in tree_page(admin_client, primary)
