"""Histories field by field, and the way back, for all that has one."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.navigation.repair import check
from publications.models import Publication
from tests.factories import make_category, make_publication
from tests.sent import as_sent, opened_form

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def a_menu_item() -> MenuItem:
    return tree.add(MenuItem.objects.menu("primary"), "Old", address="/old/")


KINDS = {
    "news_category": (lambda: make_category(name="Old"), "name"),
    "publications_publication": (lambda: make_publication(title="Old", authors="Koob, George F"), "title"),
    "navigation_menuitem": (a_menu_item, "title"),
}


@pytest.fixture(params=KINDS)
def changed(request: pytest.FixtureRequest, admin_client: Client) -> tuple[Any, str, str]:
    """A row changed from "Old" to "New" in its form, the field's name, and the kind."""
    make, field = KINDS[request.param]
    row = make()
    address = reverse(f"admin:{request.param}_change", args=[row.pk])
    answer = admin_client.post(address, opened_form(admin_client, address, **{field: "New"}))
    assert answer.status_code == 302, answer.context["errors"]
    return row, field, request.param


def way_back(row: Any, kind: str) -> str:
    oldest = row.history.last()
    return reverse(f"admin:{kind}_simple_history", args=[row.pk, oldest.pk])


def value(row: Any, field: str) -> str:
    return getattr(type(row).objects.get(pk=row.pk), field)


def test_a_history_says_who_changed_what(admin_client, changed):
    row, _, kind = changed
    shown = admin_client.get(reverse(f"admin:{kind}_history", args=[row.pk])).content.decode()
    assert "<del><bdi>Old</bdi></del> → <ins><bdi>New</bdi></ins>" in shown
    assert "<td>admin</td>" in shown
    assert way_back(row, kind) in shown


def test_it_is_said_what_would_be_different_and_gone_back_to(admin_client, changed):
    row, field, kind = changed
    entries = row.history.count()
    form = admin_client.get(way_back(row, kind))
    assert "<del><bdi>New</bdi></del> → <ins><bdi>Old</bdi></ins>" in form.content.decode()
    answer = admin_client.post(way_back(row, kind), as_sent(form))
    assert answer.status_code == 302, answer.context["errors"]
    assert value(row, field) == "Old"
    newest = row.history.first()
    assert row.history.count() == entries + 1
    assert newest.history_change_reason.startswith("Reverted to the state of ")
    assert newest.history_user.username == "admin"
    assert LogEntry.objects.order_by("-pk")[0].change_message.startswith("Reverted to the state of ")
    assert check() == []


def test_going_back_does_not_overwrite_what_was_saved_meanwhile(admin_client, changed):
    row, field, kind = changed
    form = as_sent(admin_client.get(way_back(row, kind)))
    address = reverse(f"admin:{kind}_change", args=[row.pk])
    admin_client.post(address, opened_form(admin_client, address, **{field: "Theirs"}))
    answer = admin_client.post(way_back(row, kind), form)
    assert answer.status_code == 200
    assert "Save mine over it" in answer.content.decode()
    assert value(row, field) == "Theirs"


def test_who_may_only_look_does_not_go_back(admin_client, changed):
    row, field, kind = changed
    form = as_sent(admin_client.get(way_back(row, kind)))
    user = User.objects.create_user("looker", is_staff=True)
    model = kind.partition("_")[2]
    user.user_permissions.set(Permission.objects.filter(codename=f"view_{model}"))
    client = Client()
    client.force_login(user)
    page = client.get(way_back(row, kind))
    assert page.status_code == 200
    assert 'value="Revert"' not in page.content.decode()
    assert client.post(way_back(row, kind), form).status_code == 403
    assert value(row, field) == "New"


def test_who_may_not_look_sees_no_history(admin_client, changed):
    row, _, kind = changed
    client = Client()
    client.force_login(User.objects.create_user("stranger", is_staff=True))
    assert client.get(way_back(row, kind)).status_code == 403
    assert client.get(reverse(f"admin:{kind}_history", args=[row.pk])).status_code == 403


def test_an_entry_of_another_row_is_not_found(admin_client, changed):
    row, _, kind = changed
    other = KINDS[kind][0]() if kind != "news_category" else make_category()
    address = reverse(f"admin:{kind}_simple_history", args=[row.pk, other.history.last().pk])
    assert admin_client.get(address).status_code == 404


def test_a_publication_goes_back_with_its_people_as_they_are(admin_client):
    publication = make_publication(title="Old", authors="Koob, George F")
    address = reverse("admin:publications_publication_change", args=[publication.pk])
    form = opened_form(admin_client, address, title="New", **{"contributions-0-family": "Stein"})
    assert admin_client.post(address, form).status_code == 302
    assert publication.history.first().authors_text == "Stein, George F"
    admin_client.post(
        way_back(publication, "publications_publication"),
        as_sent(admin_client.get(way_back(publication, "publications_publication"))),
    )
    now = Publication.objects.get()
    assert (now.title, now.authors_text) == ("Old", "Stein, George F")


def test_a_menu_item_goes_back_to_its_old_place(admin_client):
    root = MenuItem.objects.menu("primary")
    about, news = (tree.add(root, title, address="/") for title in ("About", "News"))
    item = tree.add(about, "Contact", address="/")
    tree.move_under(item.pk, news.pk)
    back = way_back(item, "navigation_menuitem")
    admin_client.post(back, as_sent(admin_client.get(back)))
    item.refresh_from_db()
    assert item.parent == about
    assert check() == []


def titles_below(item: MenuItem) -> list[str]:
    return [child.title for child in MenuItem.objects.filter(parent=item).order_by("lft")]


@pytest.mark.parametrize("gone", [(), ("One",), ("Three",), ("One", "Three")])
@pytest.mark.slow
def test_a_menu_item_goes_back_between_its_old_neighbours(admin_client, gone):
    root = MenuItem.objects.menu("primary")
    about, news = (tree.add(root, title, address="/") for title in ("About", "News"))
    one, item, three = (tree.add(about, title, address="/") for title in ("One", "Two", "Three"))
    tree.add(about, "Last", address="/")
    tree.move_under(item.pk, news.pk)
    for neighbour in (one, three):
        if neighbour.title in gone:
            tree.remove(neighbour.pk)
    back = way_back(item, "navigation_menuitem")
    assert admin_client.post(back, as_sent(admin_client.get(back))).status_code == 302
    left = [title for title in ("One", "Two", "Three") if title not in gone]
    assert titles_below(about) == (["Last", "Two"] if len(gone) == 2 else [*left, "Last"])
    assert check() == []


def test_a_step_up_is_gone_back_on(admin_client):
    root = MenuItem.objects.menu("primary")
    items = [tree.add(root, title, address="/") for title in ("One", "Two", "Three")]
    tree.move(items[2].pk, "up")
    tree.move(items[2].pk, "up")
    assert titles_below(root) == ["Three", "One", "Two"]
    back = way_back(items[2], "navigation_menuitem")
    admin_client.post(back, as_sent(admin_client.get(back)))
    assert titles_below(root) == ["One", "Two", "Three"]


def test_who_goes_back_may_choose_another_place(admin_client):
    root = MenuItem.objects.menu("primary")
    about, news = (tree.add(root, title, address="/") for title in ("About", "News"))
    item = tree.add(about, "Contact", address="/")
    tree.move_under(item.pk, root.pk)
    back = way_back(item, "navigation_menuitem")
    admin_client.post(back, as_sent(admin_client.get(back)) | {"below": news.pk})
    assert titles_below(news) == ["Contact"]


def test_a_menu_item_whose_old_place_is_gone_is_asked_for_a_place(admin_client):
    root = MenuItem.objects.menu("primary")
    about = tree.add(root, "About", address="/")
    item = tree.add(about, "Contact", address="/")
    tree.move_under(item.pk, root.pk)
    tree.remove(about.pk)
    back = way_back(item, "navigation_menuitem")
    form = as_sent(admin_client.get(back))
    answer = admin_client.post(back, form)
    assert "below" in answer.context["adminform"].errors
    assert admin_client.post(back, form | {"below": root.pk}).status_code == 302
    assert check() == []
