"""A table of redirects comes in whole or not at all, after it was shown what it would do."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nidairp.redirects.importing import apply, preview
from nidairp.redirects.models import Redirect
from tests.factories import make_page, make_post

pytestmark = pytest.mark.django_db
IMPORT = reverse("admin:redirects_redirect_import")


def outcomes(text: str) -> list[str]:
    return [step.outcome for step in preview(text)]


def test_each_line_says_what_it_would_do(client):
    page = make_page(slug="here")
    Redirect.objects.create(old_path="/two/", address="/search/")
    Redirect.objects.create(old_path="/three/", address="/news/")
    text = f"/one/,{page.get_absolute_url()}\n/two/,/search/\n/three/,/search/\n/four/,410\n/five/,/nothing/"
    assert outcomes(text) == ["new", "same", "changed", "new", "error"]


def test_what_stands_at_an_old_address_now_is_said(admin_client):
    make_page(slug="here")
    text = "/here/,/search/\n/gone/,/search/\n/news/,/search/"
    assert [step.is_shadowed for step in preview(text)] == [True, False, True]
    shown = admin_client.post(IMPORT, {"text": text}).content.decode()
    assert shown.count("shadowed by a page") == 2


def test_the_lines_are_applied(client):
    page = make_page(slug="here")
    apply("/one/,/here/,Printed\n/two/,\n/three/,https://www.nih.gov/")
    assert Redirect.objects.get(old_path="/one/").target == page
    assert (
        Redirect.objects.get(old_path="/one/").history.get().history_change_reason == "Imported from a table"
    )
    assert client.get("/two/").status_code == 410
    assert client.get("/three/")["Location"] == "https://www.nih.gov/"


def test_one_error_and_nothing_is_applied():
    steps = apply("/one/,/search/\n/two/,/nothing/")
    assert [step.outcome for step in steps] == ["new", "error"]
    assert not Redirect.objects.exists()


def test_lines_may_lead_to_each_other_but_not_in_a_circle(client):
    apply("/one/,/two/\n/two/,/search/")
    assert client.get("/one/")["Location"] == "/search/"
    assert outcomes("/a/,/b/\n/b/,/c/\n/c/,/a/") == ["error"] * 3


def test_what_is_exported_comes_in_unchanged(admin_client):
    Redirect.objects.create(old_path="/one/", note="=HYPERLINK(1)")
    apply(f"/two/,{make_post().get_absolute_url()}\n/three/,/search/?q=a,b")
    text = b"".join(admin_client.get(reverse("admin:redirects_redirect_export"))).decode()
    assert "'=HYPERLINK" in text
    assert outcomes(text) == ["same"] * 3


def test_a_long_table_costs_as_many_queries_as_a_short_one(django_assert_num_queries):
    rows = [f"/old-{number}/,{make_post().get_absolute_url()}" for number in range(30)]
    preview(rows[0])
    with django_assert_num_queries(4):  # the posts; where they lead on; what is there: redirects, rows
        preview("\n".join(rows))


def test_a_table_is_shown_and_then_applied(admin_client):
    make_page(slug="here")
    file = SimpleUploadedFile("redirects.csv", "/one/;/here/;Größe".encode("cp1252"))
    shown = admin_client.post(IMPORT, {"file": file})
    assert not Redirect.objects.exists()
    assert 'value="Import 1 redirect"' in shown.content.decode()
    text = shown.context["form"].initial["text"]
    done = admin_client.post(IMPORT, {"text": text, "confirm": "yes"}, follow=True).content.decode()
    assert "1 redirect imported." in done
    assert Redirect.objects.get().note == "Größe"


def test_errors_are_shown_with_their_lines_and_nothing_is_offered(admin_client):
    shown = admin_client.post(IMPORT, {"text": "/one/,/search/\n/two/,/nothing/", "confirm": "yes"})
    page = shown.content.decode()
    assert "There is nothing at /nothing/" in page and "/two/,/nothing/" in page
    assert 'name="confirm"' not in page
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"text": " \n"}])
def test_nothing_sent_is_said(admin_client, sent):
    assert "Choose a file or paste some lines." in admin_client.post(IMPORT, sent).content.decode()


def test_a_table_that_is_too_long_is_refused(admin_client, monkeypatch):
    monkeypatch.setattr("nidairp.redirects.importing.MOST_LINES", 1)
    assert "1 can be taken in at once" in admin_client.post(IMPORT, {"text": "/a/,\n/b/,"}).content.decode()


def test_who_may_not_add_redirects_may_not_import_any(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("writer", is_staff=True))
    for name in ("import", "export"):
        assert client.get(reverse(f"admin:redirects_redirect_{name}")).status_code == 403


def test_the_list_leads_to_it_for_those_who_may(admin_client, client, django_user_model):
    there = reverse("admin:redirects_redirect_changelist")
    assert IMPORT in admin_client.get(there).content.decode()
    looks = django_user_model.objects.create_user("looks", is_staff=True)
    looks.user_permissions.add(Permission.objects.get(codename="view_redirect"))
    client.force_login(looks)
    assert IMPORT not in client.get(there).content.decode()
