"""Redirects in the admin: what an editor is told after a move, and what the list and the form do."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from nidairp.pages.models import Page
from nidairp.redirects.models import Redirect
from nidairp.redirects.targets import Target
from tests.factories import make_category, make_page, make_post, make_publication
from tests.sent import opened_form

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]
LIST, ADD = reverse("admin:redirects_redirect_changelist"), reverse("admin:redirects_redirect_add")


def saved(client: Client, row, **typed) -> str:
    """The page that an editor sees after saving, and publishing what can be published."""
    address = reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])
    sent = opened_form(client, address) | {"_publish": "1"} | typed
    return client.post(address, sent, follow=True).content.decode()


def add(client: Client, **typed) -> str:
    return client.post(ADD, {"fate": "redirect"} | typed, follow=True).content.decode()


@pytest.fixture
def writer(db: None) -> Client:
    """Somebody who may change pages, and has no say in redirects."""
    user = User.objects.create_user("writer", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["change_page", "view_page", "publish_page"])
    )
    client = Client()
    client.force_login(user)
    return client


def test_a_move_is_told_with_a_way_to_undo_it(admin_client):
    page = make_page(slug="a")
    make_page(slug="below", parent=page)
    shown = saved(admin_client, page, slug="b")
    assert "The old address /a/ now leads to /b/, and so does that of one below it." in shown
    undo = re.search(r'formaction="([^"]+/undo/[^"]+)"', shown)
    shown = admin_client.post(undo[1], follow=True).content.decode()
    assert "/a/ leads nowhere now, and 1 more with it." in shown
    assert not Redirect.objects.exists()
    assert Page.objects.get(pk=page.pk).slug == "b"


@pytest.mark.parametrize("make", [make_post, make_category, make_publication])
def test_so_is_a_new_slug_of_anything_else(admin_client, make):
    assert "now leads to" in saved(admin_client, make(slug="old"), slug="new")


def test_a_draft_moves_without_a_word(admin_client):
    page = make_page(slug="a", state="draft")
    assert "now leads to" not in saved(admin_client, page, slug="b", _draft="1")
    page = make_page(slug="c")
    assert "now leads to" not in saved(admin_client, page, slug="d", _draft="1")


def test_who_has_no_say_in_redirects_is_told_and_cannot_undo(writer):
    shown = saved(writer, make_page(slug="a"), slug="b")
    assert "/a/ now leads to /b/" in shown and "/undo/" not in shown
    change = Redirect.objects.get().change
    assert writer.post(reverse("admin:redirects_redirect_undo", args=[change])).status_code == 403
    assert Redirect.objects.exists()


def test_undoing_is_asked_by_post_and_once(admin_client):
    address = reverse("admin:redirects_redirect_undo", args=[uuid4()])
    assert admin_client.get(address).status_code == 405
    assert "nothing to undo" in admin_client.post(address, follow=True).content.decode()


def test_undoing_leads_back_to_this_site_only(admin_client):
    address = reverse("admin:redirects_redirect_undo", args=[uuid4()])
    response = admin_client.post(address, headers={"referer": "https://evil.example/"})
    assert response["Location"] == LIST


def test_a_page_that_takes_over_an_old_address_is_told(admin_client):
    page = make_page(slug="a")
    saved(admin_client, page, slug="b")
    other = make_page(slug="a", state="draft")
    assert "The address /a/ led elsewhere until now." in saved(admin_client, other)
    assert "shadowed by a page" in admin_client.get(LIST).content.decode()


def test_the_address_of_a_page_becomes_the_page(admin_client, client):
    page = make_page(slug="a")
    add(admin_client, old_path="/old/", to="http://testserver/a/")
    assert Redirect.objects.get().target == page
    saved(admin_client, page, slug="b")
    assert client.get("/old/")["Location"] == "/b/"


@pytest.mark.parametrize("to", ["/search/?q=x", "https://www.nih.gov/", "/publications/"])
def test_other_addresses_are_kept_as_typed(admin_client, to):
    add(admin_client, old_path="/old", to=to)
    row = Redirect.objects.get()
    assert (row.old_path, row.address, row.target) == ("/old/", to, None)


def test_a_redirect_to_an_old_address_leads_where_that_one_does(admin_client):
    page = make_page(slug="a")
    saved(admin_client, page, slug="b")
    add(admin_client, old_path="/older/", to="/a/")
    assert Redirect.objects.get(old_path="/older/").target == page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old_path": "/old/", "to": "/nothing/"}, "There is nothing at /nothing/"),
        ({"old_path": "/old/", "to": ""}, "Say where visitors are to be led"),
        ({"old_path": "/old/", "to": "javascript:alert(1)"}, "Enter a path on this site"),
        ({"old_path": "/old/", "to": "//evil.example/"}, "begins with one"),
        ({"old_path": "old", "to": "/search/"}, "it begins with “/”"),
        ({"old_path": "/", "to": "/search/"}, "The home page is always there"),
        ({"old_path": "/a/?p=1", "to": "/search/"}, "Only the path counts"),
        ({"old_path": "https://evil.example/a/", "to": "/search/"}, "is not an address of this site"),
        ({"old_path": "/search/", "to": "/search/"}, "would lead to itself"),
        ({"old_path": "/TAKEN", "to": "/search/"}, "already exists"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(admin_client, typed, sentence):
    Redirect.objects.create(old_path="/taken/")
    assert sentence in add(admin_client, **typed)
    assert Redirect.objects.count() == 1


def test_a_circle_is_refused(admin_client):
    Redirect.objects.create(old_path="/two/", address="/one/")
    assert "would lead to itself" in add(admin_client, old_path="/one/", to="/two/")


def test_a_redirect_that_something_stands_before_is_saved_with_a_warning(admin_client):
    assert "the redirect waits until the page is gone" in add(admin_client, old_path="/search/", to="/news/")


def test_a_redirect_is_edited_as_it_is_read(admin_client):
    page = make_page(slug="a")
    Redirect.objects.create(old_path="/old/", **target(page))
    row = Redirect.objects.get()
    saved(admin_client, row, note="Printed in 2019")
    row.refresh_from_db()
    assert (row.target, row.note) == (page, "Printed in 2019")
    saved(admin_client, row, fate="gone")
    row.refresh_from_db()
    assert row.is_gone


def target(row) -> dict:
    return Target(row).fields()


def test_the_list_says_where_each_leads_and_what_is_wrong(admin_client):
    draft, lost = make_page(slug="draft", state="draft"), make_page()
    Redirect.objects.create(old_path="/one/", **target(draft))
    Redirect.objects.create(old_path="/two/", **target(lost))
    Redirect.objects.create(old_path="/three/")
    lost.delete()
    shown = admin_client.get(LIST).content.decode()
    for words in ("target not public", "target deleted", "gone for good", "/draft/"):
        assert words in shown


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_the_same_queries_however_long(admin_client, number, django_assert_num_queries):
    for index in range(number):
        for make in (make_page, make_post, make_category, make_publication):
            Redirect.objects.create(old_path=f"/{make.__name__}/{index}/", **target(make()))
    admin_client.get(LIST)
    with django_assert_num_queries(LISTED):
        admin_client.get(LIST)


#: What is due, session, user, two counts, the rows, targets (4), what stands there, the home page's words.
LISTED = 12


def test_nobody_without_permission_sees_redirects(writer):
    assert writer.get(LIST).status_code == 403
    assert writer.get(ADD).status_code == 403


def test_a_redirect_goes_back_to_what_it_was(admin_client):
    page = make_page(slug="a")
    row = Redirect.objects.create(old_path="/old/", **target(page))
    saved(admin_client, row, fate="gone")
    first = row.history.earliest()
    address = reverse("admin:redirects_redirect_simple_history", args=[row.pk, first.pk])
    admin_client.post(address, opened_form(admin_client, address))
    row.refresh_from_db()
    assert row.target == page
