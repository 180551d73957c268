"""A form that is sent after the session has ended: nothing is saved, and nothing is lost."""

import re
import time
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from news.models import Post
from nidairp.openforms.admin import COOKIE
from tests.factories import make_category, make_page, make_post
from tests.sent import opened_form

pytestmark = pytest.mark.django_db
PUBLISH = {"_publish": "1"}
BY_HAND = {"Sec-Fetch-Dest": "document"}
PASSWORD = "password"
SAYS = "You are signed in again. What you typed is below and not saved yet"


def hidden(response: HttpResponse) -> list[tuple[str, str]]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    return [(unescape(name), unescape(value)) for name, value in found]


def logged_in(client: Client, lost: HttpResponse, password: str = PASSWORD) -> HttpResponse:
    sent = dict(hidden(lost)) | {"username": "admin", "password": password}
    return client.post("/admin/login/", sent)


def lose(client: Client, address: str, **typed: Any) -> HttpResponse:
    """Sends the form after the session has ended."""
    values = opened_form(client, address, **typed)
    client.logout()
    return client.post(address, values, headers=BY_HAND)


def test_what_was_typed_is_in_the_form_again_and_not_saved(admin_client: Client) -> None:
    post = make_post(title="Old")
    address = reverse("admin:news_post_change", args=[post.pk])
    lost = lose(admin_client, address, title="Typed <b> & kept", body="<p>New</p>", _publish="1", _page="abc")
    assert "Your session had ended" in lost.content.decode()
    again = logged_in(admin_client, lost)
    assert f'action="{address}"' in again.content.decode()
    fields = dict(hidden(again))
    assert fields["title"] == "Typed <b> & kept"
    assert "_publish" not in fields
    shown = admin_client.post(address, fields)
    assert SAYS in shown.content.decode()
    assert shown.context["adminform"].form["title"].value() == "Typed <b> & kept"
    assert shown.context["open_form"]["page"] == "abc"
    post.refresh_from_db()
    assert (post.title, post.body) == ("Old", "")
    saved = admin_client.post(
        address, {name: value for name, value in fields.items() if name != "_resumed"} | PUBLISH
    )
    assert saved.status_code == 302
    assert Post.objects.get().title == "Typed <b> & kept"


def test_a_new_post_comes_back_too(admin_client: Client) -> None:
    address = reverse("admin:news_post_add")
    lost = lose(admin_client, address, title="Typed", category=make_category().pk)
    shown = admin_client.post(address, dict(hidden(logged_in(admin_client, lost))))
    assert SAYS in shown.content.decode()
    assert not Post.objects.exists()


def test_a_mistyped_password_loses_nothing(admin_client: Client) -> None:
    page = make_page()
    lost = lose(admin_client, reverse("admin:pages_page_change", args=[page.pk]), title="Typed")
    wrong = logged_in(admin_client, lost, "wrong")
    assert dict(hidden(logged_in(admin_client, wrong)))["title"] == "Typed"


def test_after_ten_minutes_or_tampered_with_it_is_a_plain_login(admin_client: Client, monkeypatch) -> None:
    address = reverse("admin:pages_page_change", args=[make_page().pk])
    lost = lose(admin_client, address, title="Typed")
    carried = dict(hidden(lost))["carried"]
    sent = {"username": "admin", "password": "password", "next": address}
    assert admin_client.post("/admin/login/", sent | {"carried": carried[:-1] + "x"}).status_code == 302
    admin_client.logout()
    now = time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 601)
    response = admin_client.post("/admin/login/", sent | {"carried": carried})
    assert (response.status_code, response["Location"]) == (302, address)


def test_only_forms_of_content_that_a_person_sends_are_carried(client: Client) -> None:
    post = make_post()
    address = reverse("admin:news_post_change", args=[post.pk])
    assert client.get(address, headers=BY_HAND).status_code == 302
    assert client.post(address, {"title": "x"}, headers={"Sec-Fetch-Dest": "empty"}).status_code == 302
    for other in (reverse("admin:news_post_delete", args=[post.pk]), reverse("admin:auth_user_add")):
        assert client.post(other, {"post": "yes"}, headers=BY_HAND).status_code == 302
    long = client.post(address, {"body": "".join(map(chr, range(32, 55_000))) * 30}, headers=BY_HAND)
    assert dict(hidden(long)).get("carried") is None


def test_whoever_is_signed_in_and_may_not_gets_no_login(client: Client) -> None:
    client.force_login(User.objects.create_user("visitor"))
    address = reverse("admin:news_post_change", args=[make_post().pk])
    assert client.post(address, {"title": "x"}, headers=BY_HAND).status_code == 302


def test_a_save_tells_the_page_that_it_is_saved_and_a_refusal_does_not(admin_client: Client) -> None:
    page = make_page(title="Old")
    address = reverse("admin:pages_page_change", args=[page.pk])
    refused = admin_client.post(address, opened_form(admin_client, address, title="", _page="abc-1"))
    assert COOKIE not in refused.cookies
    saved = admin_client.post(address, opened_form(admin_client, address, title="New", _page="abc-1"))
    assert saved.cookies[COOKIE].value == "abc-1"
    assert saved.cookies[COOKIE]["path"] == "/admin/"
    gone = admin_client.post(reverse("admin:pages_page_change", args=[0]), {"title": "x", "_page": "abc-1"})
    assert gone.status_code == 302
    assert COOKIE not in gone.cookies
    odd = admin_client.post(address, opened_form(admin_client, address, title="New", _page="a;b=c"))
    assert COOKIE not in odd.cookies


def test_a_form_that_was_open_over_a_login_is_told_what_to_do(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    response = client.post(reverse("admin:pages_page_add"), {"title": "x"})
    assert response.status_code == 403
    assert "Go back and reload the page" in response.content.decode()
