"""What cannot be deleted says what can be done instead; and roles are told in words."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.test import Client

from nidairp.roles.table import IN_WORDS, ROLES
from publications.models import Author
from tests.factories import make_page, seed_publication

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def asked(client: Client, address: str) -> str:
    text = client.get(f"{address}delete/").content.decode()
    assert f'href="{address}change/">Keep it</a>' in text
    return text


def test_whoever_stands_in_the_log_can_be_kept_from_logging_in(admin_client: Client) -> None:
    gone = User.objects.create_user("gone", is_staff=True)
    LogEntry.objects.log_actions(gone.pk, [gone], CHANGE, "Something.")
    assert "Untick “Active”" in asked(admin_client, f"/admin/auth/user/{gone.pk}/")


def test_an_author_with_publications_leads_to_them(admin_client: Client) -> None:
    publication = seed_publication()
    text = asked(admin_client, f"/admin/publications/author/{Author.objects.get(family='Koob').pk}/")
    assert f'<a href="/admin/publications/publication/{publication.pk}/change/">' in text
    assert "merge the two" in text


def test_a_page_with_others_below_it_names_them(admin_client: Client) -> None:
    parent = make_page()
    below = make_page(title="Below", parent=parent)
    text = asked(admin_client, f"/admin/pages/page/{parent.pk}/")
    assert f'<a href="/admin/pages/page/{below.pk}/change/">Below</a>' in text


def test_who_adds_somebody_is_told_what_each_role_may(admin_client: Client) -> None:
    assert set(IN_WORDS) == set(ROLES)
    text = admin_client.get("/admin/auth/user/add/").content.decode()
    assert all(f"<strong>{role}</strong> may {words}" in text for role, words in IN_WORDS.items())
