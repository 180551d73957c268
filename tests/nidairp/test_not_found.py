"""Errors as help: each with its status, in the theme, and with a way on."""

import datetime
import re
from unittest import TestCase

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from nidairp import maintenance
from nidairp.library import kinds
from nidairp.roles.table import WRITERS
from tests.factories import make_category, make_page, make_post
from tests.nidairp.roles.people import member

pytestmark = pytest.mark.django_db


def main(response) -> str:
    return response.content.decode().split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("address", ["/organisation/facultie/", "/facculty", "/about/faculty/"])
def test_a_mistyped_page_is_offered(client, address):
    make_page(title="Faculty", slug="faculty", parent=make_page(slug="organization"))
    make_page(title="Secret faculties", slug="faculties", state="draft")
    text = main(client.get(address, follow=True))
    assert '<a href="/organization/faculty/">Faculty</a>' in text
    assert "Secret" not in text


def test_an_article_is_offered_by_the_beginning_of_its_address(client):
    title = "Heroin addiction engages circuits"
    post = make_post(
        title=title, slug="heroin-addiction-engages-circuits", category=make_category(slug="hot")
    )
    text = main(client.get("/2019/04/heroin-addiction-engages-emotions/"))
    assert post.get_absolute_url() in text
    assert 'value="heroin addiction engages emotions"' in text


@pytest.mark.parametrize(
    "address", ["/%ff%fe/", "/" + "a" * 3000 + "/", "/wp-login.php", "/-/", "/%22%3E%3Cscript%3E/"]
)
def test_whatever_was_asked_for_the_answer_is_404(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "<script>" not in response.content.decode()


def test_while_the_site_is_looked_after_every_page_says_so(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("maintenance", "on")
    with TestCase().assertNoLogs("django.request"):  # nobody is to be mailed for each
        response = client.get("/news/")
    assert (response.status_code, response["Retry-After"]) == (503, "300")
    assert "<h1>The site cannot answer right now</h1>" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert client.get("/healthz").status_code == 200
    call_command("maintenance", "off")
    call_command("maintenance", "off")
    assert client.get("/news/").status_code == 200


def test_the_page_for_maintenance_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert maintenance.closed().status_code == 503


def test_a_fault_of_ours_is_said_without_database_and_menus(monkeypatch, django_assert_num_queries):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr("nidairp.home.chosen", broken)
    client = Client(raise_request_exception=False)
    response = client.get("/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


def test_the_pages_of_a_server_in_front_are_written_whole_without_the_database(tmp_path):
    call_command("write_error_pages", tmp_path / "pages")
    written = {page.stem: page.read_text() for page in (tmp_path / "pages").iterdir()}
    assert sorted(written) == ["400", "404", "413", "503"]
    for status, page in written.items():
        assert page.startswith("<!doctype html>") and page.count("<h1>") == 1
        assert f"Error {status}<" in page and "{" not in page
    assert f"A file may have up to {kinds.MAX_MEGABYTES} MB" in written["413"]


def test_security_txt_holds_for_months_at_the_sites_own_address(client):
    text = client.get("/.well-known/security.txt", headers={"host": "localhost"}).content.decode()
    assert "Contact: https://" in text
    assert "Canonical: http://testserver/.well-known/security.txt" in text
    expires = datetime.datetime.fromisoformat(re.search(r"^Expires: (.*)Z$", text, re.M)[1] + "+00:00")
    assert datetime.timedelta(days=30) < expires - timezone.now() < datetime.timedelta(days=365)


def test_links_are_shared_with_a_picture_of_their_own(client):
    post = make_post(title="A title that is drawn", category=make_category(slug="hot"), slug="drawn")
    page = client.get(post.get_absolute_url()).content.decode()
    assert 'property="og:image" content="http://testserver/share/hot/drawn.png"' in page
    first = client.get("/share/hot/drawn.png")
    assert first["Content-Type"] == "image/png" and first.content.startswith(b"\x89PNG")
    assert client.get("/share/hot/drawn.png").content == first.content
    post.state = post.State.DRAFT
    post.save()
    assert client.get("/share/hot/drawn.png").status_code == 404


def test_in_the_admin_the_way_on_is_the_admins(admin_client):
    text = main(admin_client.get("/admin/news/nonsense/"))
    assert '<a href="/admin/">' in text
    assert 'href="/publications/"' not in text


def test_whose_role_does_not_include_a_page_is_told_so(client):
    client.force_login(member(WRITERS, "wendy"))
    response = client.get("/admin/redirects/redirect/")
    assert response.status_code == 403
    assert "You are logged in as wendy" in main(response)
    assert '<a href="/admin/">' in main(response)
