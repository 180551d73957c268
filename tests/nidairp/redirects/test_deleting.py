"""Deleting something public asks what its address is to answer; unless told otherwise: gone for good."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client
from django.urls import reverse

from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Page
from nidairp.redirects.models import Redirect
from publications.models import Author
from tests.factories import make_category, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db
QUESTION = "answers from now on"


def door(row, name: str) -> str:
    address = f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}"
    return reverse(address, args=[row.pk] if name != "changelist" else [])


def delete(client: Client, row, **answer: str):
    return client.post(door(row, "delete"), {"post": "yes"} | answer, follow=True)


def delete_selected(client: Client, *rows, **answer: str):
    sent = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [row.pk for row in rows], "post": "yes"}
    return client.post(door(rows[0], "changelist"), sent | answer, follow=True)


@pytest.mark.parametrize("make", [make_page, make_post, make_category, make_publication])
def test_what_is_public_is_asked_about(admin_client, client, make):
    row = make()
    assert QUESTION in admin_client.get(door(row, "delete")).content.decode()
    delete(admin_client, row, fate="gone")
    assert client.get(row.get_absolute_url()).status_code == 410


def test_a_draft_is_deleted_without_a_question(admin_client, client):
    row = make_page(state="draft")
    assert QUESTION not in admin_client.get(door(row, "delete")).content.decode()
    delete(admin_client, row)
    assert client.get(row.get_absolute_url()).status_code == 404


def test_an_author_without_publications_has_no_page_to_ask_about(admin_client):
    row = Author.objects.create(family="Koob", slug="koob")
    assert QUESTION not in admin_client.get(door(row, "delete")).content.decode()


def test_visitors_are_led_to_another_page_and_follow_it(admin_client, client):
    row, other = make_page(slug="old"), make_page(slug="other")
    shown = delete(admin_client, row, fate="redirect", to="/other/").content.decode()
    assert "/old/ now leads to /other/." in shown
    other.slug = "moved"
    other.save()
    assert client.get("/old/")["Location"] == "/moved/"


def test_earlier_addresses_go_the_same_way(admin_client, client):
    row = make_page(slug="a")
    row.slug = "b"
    row.save()
    shown = delete(admin_client, row, fate="redirect", to="/search/").content.decode()
    assert "/b/, and 1 more with it, now leads to /search/." in shown
    assert client.get("/a/")["Location"] == client.get("/b/")["Location"] == "/search/"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"to": "/nothing/"}, "There is nothing at /nothing/"),
        ({"to": ""}, "Say where visitors are to be led"),
        ({"to": "/old/"}, "That page is being deleted as well"),
        ({"fate": "gone", "to": "/search/"}, "You typed another address"),
    ],
)
def test_a_bad_answer_deletes_nothing_and_is_asked_again(admin_client, answer, sentence):
    row = make_page(slug="old")
    shown = delete(admin_client, row, **{"fate": "redirect"} | answer).content.decode()
    assert sentence in shown and QUESTION in shown
    assert (
        delete_selected(admin_client, row, **{"fate": "redirect"} | answer).content.decode().count(sentence)
        == 1
    )
    assert Page.objects.filter(pk=row.pk).exists()


def test_many_are_asked_about_at_once(admin_client, client):
    rows = [make_page(), make_page(), make_page(state="draft")]
    sent = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [row.pk for row in rows]}
    asked = admin_client.post(door(rows[0], "changelist"), sent).content.decode()
    assert "What their addresses answer from now on" in asked
    delete_selected(admin_client, *rows, fate="gone")
    assert [client.get(row.get_absolute_url()).status_code for row in rows] == [410, 410, 404]


def test_without_an_answer_it_is_gone_for_good(admin_client, client):
    row = make_page()
    delete_selected(admin_client, row)
    assert client.get(row.get_absolute_url()).status_code == 410


def test_what_takes_over_the_address_later_is_shown(admin_client, client):
    row = make_page(slug="a")
    delete(admin_client, row, fate="gone")
    make_page(slug="a")
    assert client.get("/a/").status_code == 200


def test_who_may_not_delete_is_not_asked(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("writer", is_staff=True))
    row = make_page()
    assert client.get(door(row, "delete")).status_code == 403
    assert delete(client, row, fate="gone").status_code == 403
    assert not Redirect.objects.exists()


def test_menu_items_that_would_lead_nowhere_are_named(admin_client):
    page = make_page()
    tree.add(MenuItem.objects.menu("footer"), "Contact", page=page)
    shown = admin_client.get(door(page, "delete")).content.decode()
    assert "These menu items would lead nowhere: “Contact”." in shown


def test_a_section_goes_with_all_its_pages_and_only_with_them(admin_client, client):
    top = make_page(slug="top")
    below = make_page(slug="below", parent=top)
    refused = delete_selected(admin_client, top, fate="gone").content.decode()
    assert "Not possible while these are there" in refused and Page.objects.count() == 2
    assert "from now on" not in refused and "can be brought back" not in refused
    delete_selected(admin_client, top, below, fate="redirect", to="/search/")
    assert not Page.objects.exists()
    for address in ("/top/", "/top/below/"):
        assert client.get(address)["Location"] == "/search/"
