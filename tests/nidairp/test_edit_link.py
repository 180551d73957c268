"""On a public page, who may edit it is led to its form; nobody else is told that there is one."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from news.models import Tag
from nidairp.roles.table import BIBLIOGRAPHERS, EDITORS, WRITERS
from publications.models import Author
from tests.factories import make_page, make_post, make_publication
from tests.nidairp.editing.test_preview import of_form
from tests.nidairp.roles.people import member
from tests.read_only import only_to_be_read

pytestmark = pytest.mark.django_db


def leads_to(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def everything() -> list:
    publication = make_publication(authors="Koob, George F")
    post, tag = make_post(), Tag.objects.create(name="Sleep", slug="sleep")
    return [post, make_page(title="About"), post.category, tag, publication, Author.objects.get()]


def test_who_may_edit_a_page_is_led_from_it_to_its_form(admin_client: Client, client: Client) -> None:
    for row in everything():
        shown = admin_client.get(row.get_absolute_url())
        assert f'<a href="{leads_to(row)}">Edit this ' in shown.content.decode(), row
        assert "private" in shown.headers["Cache-Control"]
        assert "Cookie" in shown.headers["Vary"]
        told = client.get(row.get_absolute_url())
        assert "Edit this" not in told.content.decode()
        assert "private" not in told.headers["Cache-Control"]


def test_each_is_led_to_what_their_role_may_change(client: Client) -> None:
    every = everything()
    *written, publication, author = every
    may = {EDITORS: set(written), BIBLIOGRAPHERS: {publication, author}, WRITERS: set()}
    for role, rows in may.items():
        client.force_login(member(role))
        for row in every:
            there = leads_to(row) in client.get(row.get_absolute_url()).content.decode()
            assert there == (row in rows), (role, row)


def test_a_session_that_is_none_sees_what_everybody_sees(client: Client) -> None:
    post = make_post()
    client.cookies["sessionid"] = "nonsense"
    assert "Edit this" not in client.get(post.get_absolute_url()).content.decode()


def test_who_does_not_work_here_and_who_has_no_role_are_led_nowhere(client: Client) -> None:
    gone = member(EDITORS)  # a role is still theirs, but the door of the admin is closed
    gone.is_staff = False
    gone.save()
    new = User.objects.create_user("without a role", is_staff=True)
    for row in everything():
        for user in (gone, new):
            client.force_login(user)
            shown = client.get(row.get_absolute_url()).content.decode()
            assert "Edit this" not in shown, (row, user.username)


@pytest.mark.django_db(transaction=True)
def test_who_has_an_old_session_reads_on_while_nothing_can_be_written(client: Client) -> None:
    """Django ends a session of before a new password, which it cannot where nothing is written."""
    post, user = make_post(), User.objects.create_superuser("editor", password="before")
    client.force_login(user)
    user.set_password("afterwards")
    user.save()
    with only_to_be_read():
        shown = client.get(post.get_absolute_url())
    assert shown.status_code == 200
    assert post.title in shown.content.decode() and "Edit this" not in shown.content.decode()
    assert Session.objects.exists()
    assert client.get(post.get_absolute_url()).status_code == 200
    assert not Session.objects.exists(), "it ends as soon as it can"


@pytest.mark.parametrize("make", [make_post, make_page])
def test_a_preview_has_no_such_link(admin_client: Client, make) -> None:
    assert "Edit this" not in of_form(admin_client, make(title="A title"))
