"""Two tabs at one form: the second save is told, and nothing is lost."""

import threading
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.urls import reverse

from news.models import Category, Post
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from publications.models import Author, Publication
from tests.factories import make_category, make_page, make_post, make_publication
from tests.sent import as_sent, opened_form

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MINE = "Save mine over it"


def a_post() -> Post:
    return make_post(title="Old", cites=(make_publication(),))


def a_menu_item() -> MenuItem:
    return tree.add(MenuItem.objects.menu("primary"), "Old", address="/old/")


#: How each kind is made, and the field that is typed into.
KINDS = {
    "news_post": (a_post, "title"),
    "news_category": (lambda: make_category(name="Old"), "name"),
    "pages_page": (lambda: make_page(title="Old"), "title"),
    "publications_publication": (lambda: make_publication(title="Old", authors="Koob, George F"), "title"),
    "publications_author": (
        lambda: Author.objects.create(family="Old", slug="old", name_key="old"),
        "family",
    ),
    "navigation_menuitem": (a_menu_item, "title"),
}


@pytest.fixture(params=KINDS)
def opened(request: pytest.FixtureRequest) -> tuple[Any, str, str]:
    """The row, the field to type into and the address of the form."""
    make, field = KINDS[request.param]
    row = make()
    return row, field, reverse(f"admin:{request.param}_change", args=[row.pk])


def test_a_form_saves_what_it_was_opened_from(admin_client: Client, opened: tuple[Any, str, str]) -> None:
    row, field, address = opened
    for text in ("First", "Second"):
        response = admin_client.post(
            address, opened_form(admin_client, address, **{field: text}, _publish="1")
        )
        assert response.status_code == 302, response.context["errors"]
        row.refresh_from_db()
        assert getattr(row, field) == text


def test_the_second_save_is_refused_by_name_and_keeps_what_was_typed(
    admin_client: Client, opened: tuple[Any, str, str]
) -> None:
    row, field, address = opened
    mine = opened_form(admin_client, address, **{field: "Mine"}, _publish="1")
    admin_client.post(address, opened_form(admin_client, address, **{field: "Theirs"}, _publish="1"))
    response = admin_client.post(address, mine)
    shown = response.content.decode()
    row.refresh_from_db()
    assert getattr(row, field) == "Theirs"
    assert f"admin saved this {row._meta.verbose_name} on " in shown
    assert "Mine" in shown
    assert MINE in shown
    assert admin_client.post(address, mine).status_code == 200, "saying nothing is no consent"


def test_mine_is_saved_over_it_on_purpose(admin_client: Client, opened: tuple[Any, str, str]) -> None:
    row, field, address = opened
    mine = opened_form(admin_client, address, **{field: "Mine"}, _publish="1")
    admin_client.post(address, opened_form(admin_client, address, **{field: "Theirs"}, _publish="1"))
    ticked = mine | {"version": ticked_version(admin_client.post(address, mine))}
    assert admin_client.post(address, ticked).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "Mine"


def test_a_third_save_in_between_is_not_covered_by_the_box(
    admin_client: Client, opened: tuple[Any, str, str]
) -> None:
    row, field, address = opened
    mine = opened_form(admin_client, address, **{field: "Mine"}, _publish="1")
    admin_client.post(address, opened_form(admin_client, address, **{field: "Theirs"}, _publish="1"))
    ticked = mine | {"version": ticked_version(admin_client.post(address, mine))}
    admin_client.post(address, opened_form(admin_client, address, **{field: "A third"}, _publish="1"))
    assert admin_client.post(address, ticked).status_code == 200
    row.refresh_from_db()
    assert getattr(row, field) == "A third"


def ticked_version(refused: Any) -> str:
    return refused.context["adminform"].form.fields["version"].widget.found


def test_a_form_that_names_no_version_or_a_made_up_one_is_refused(admin_client: Client) -> None:
    page = make_page(title="Old")
    address = reverse("admin:pages_page_change", args=[page.pk])
    for version in ("", "made up"):
        sent = opened_form(admin_client, address, title="New", version=version)
        assert MINE in admin_client.post(address, sent).content.decode()
    page.refresh_from_db()
    assert page.title == "Old"


def test_a_change_that_no_person_made_is_seen_too(admin_client: Client) -> None:
    publication = make_publication(title="Old")
    address = reverse("admin:publications_publication_change", args=[publication.pk])
    mine = opened_form(admin_client, address, title="Mine")
    Publication.objects.filter(pk=publication.pk).update(volume="7")
    assert "This publication has been changed since" in admin_client.post(address, mine).content.decode()


def test_a_change_in_a_table_below_counts(admin_client: Client) -> None:
    publication = make_publication(authors="Koob, George F")
    address = reverse("admin:publications_publication_change", args=[publication.pk])
    mine = opened_form(admin_client, address, title="Mine")
    theirs = opened_form(admin_client, address) | {"contributions-0-given": "G"}
    assert admin_client.post(address, theirs).status_code == 302
    assert MINE in admin_client.post(address, mine).content.decode()


def test_what_was_removed_meanwhile_is_not_made_again(admin_client: Client, monkeypatch: Any) -> None:
    category = make_category(name="Old")
    address = reverse("admin:news_category_change", args=[category.pk])
    mine = opened_form(admin_client, address, name="Mine")

    def removed_after_loading(self: Any, request: Any, object_id: str, *args: Any) -> Category:
        found = Category.objects.get(pk=object_id)
        Category.objects.filter(pk=object_id).delete()
        return found

    monkeypatch.setattr("news.admin.CategoryAdmin.get_object", removed_after_loading)
    assert "somebody has removed it in the meantime" in admin_client.post(address, mine).content.decode()
    assert not Category.objects.exists()


def test_an_item_that_was_moved_meanwhile_is_not_moved_back(admin_client: Client) -> None:
    item = a_menu_item()
    above = tree.add(MenuItem.objects.menu("primary"), "Above", address="/above/")
    address = reverse("admin:navigation_menuitem_change", args=[item.pk])
    mine = opened_form(admin_client, address, title="Mine")
    tree.move_under(item.pk, above.pk)
    assert MINE in admin_client.post(address, mine).content.decode()
    assert MenuItem.objects.get(pk=item.pk).parent == above


def test_a_new_form_and_one_to_look_at_carry_no_version(admin_client: Client, client: Client) -> None:
    page = make_page()
    assert "version" not in as_sent(admin_client.get(reverse("admin:pages_page_add")))
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_page"))
    client.force_login(reader)
    response = client.get(reverse("admin:pages_page_change", args=[page.pk]))
    assert response.status_code == 200
    assert 'name="version"' not in response.content.decode()


def test_an_old_state_of_a_publication_can_be_brought_back(admin_client: Client) -> None:
    publication = make_publication(title="Old")
    Publication.objects.get(pk=publication.pk).save()
    first = publication.history.earliest()
    publication.title = "New"
    publication.save()
    address = f"/admin/publications/publication/{publication.pk}/history/{first.pk}/"
    form = admin_client.get(address).context["adminform"].form
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    assert admin_client.post(address, sent).status_code == 302
    publication.refresh_from_db()
    assert publication.title == "Old"


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_refused(admin_user: User) -> None:
    page = make_page(title="Old")
    address = reverse("admin:pages_page_change", args=[page.pk])
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(admin_user)
    sent = [opened_form(client, address, title=f"By {number}") for number, client in enumerate(clients)]
    together, answers = threading.Barrier(2), []

    def save(client: Client, values: dict[str, Any]) -> None:
        together.wait()
        answers.append(client.post(address, values).status_code)
        connection.close()

    threads = [threading.Thread(target=save, args=pair) for pair in zip(clients, sent, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 302]
