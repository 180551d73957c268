"""Where the database has the last word, people get a page that says what became of what they sent."""

import pytest
from django.db import DataError, IntegrityError
from django.test import Client

from nidairp.audit.admin import LogEntry
from tests.factories import make_post, seed_publication
from tests.fuzz.forms import forms

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_form_that_contradicts_what_is_stored_changes_nothing(admin_client: Client) -> None:
    publication = seed_publication()
    address = f"/admin/publications/publication/{publication.pk}/change/"
    (form,) = [form for form in forms(admin_client.get(address).content.decode()) if len(form.fields) > 20]
    typed = dict(form.fields) | {"contributions-INITIAL_FORMS": "5", "title": "Another"}
    answer = admin_client.post(address, typed)
    assert answer.status_code == 409
    assert "Nothing has been changed" in answer.content.decode()
    publication.refresh_from_db()
    assert publication.title != "Another"


@pytest.mark.parametrize(("fault", "status"), [(IntegrityError, 409), (DataError, 400)])
def test_each_says_what_happened(admin_client: Client, monkeypatch, fault, status) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise fault

    monkeypatch.setattr("nidairp.admin_site.dashboard.context", refused)
    assert admin_client.get("/admin/").status_code == status


def test_a_note_with_odd_signs_is_kept_without_them(admin_client: Client) -> None:
    post = make_post()
    address = f"/admin/news/post/{post.pk}/unpublish/"
    admin_client.post(address, {"note": "Not\0 true\nany more", "newest": "0"})
    post.refresh_from_db()
    assert not post.is_public
    assert LogEntry.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/news/category/:/history/",
        "/admin/publications/publication/x/history/",
        "/admin/publications/publication/1/history/x/",
        "/admin/news/post/%28/history/",
        f"/admin/publications/importbatch/{'9' * 5000}/change/",
    ],
)
def test_keys_that_are_none_lead_nowhere(admin_client: Client, address: str) -> None:
    assert admin_client.get(address).status_code in (302, 400, 404)


@pytest.mark.parametrize("key", ["'", "x", str(2**64), "9" * 3000])
def test_a_choice_that_is_no_key_is_refused_at_its_field(admin_client: Client, key: str) -> None:
    assert admin_client.get("/admin/people/person/add/", {"author": key, "pages": key}).status_code == 200
    answer = admin_client.post("/admin/news/featured/add/", {"post": key, "position": "0"})
    assert answer.status_code == 200
    assert "Select a valid choice" in answer.content.decode()
