"""The whole set of headers on every kind of answer, also on those that go wrong."""

import re
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.conf import settings as site
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from tests.factories import make_document, make_image, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}
KINDS = {
    "page": ("/about/", 200),
    "home": ("/", 200),
    "list": ("/publications/", 200),
    "search": ("/search/?q=x", 200),
    "feed": ("/news/feed/", 200),
    "sitemap": ("/sitemap.xml", 200),
    "robots": ("/robots.txt", 200),
    "bibtex": ("/publications.bib", 200),
    "json": ("/publications.json", 200),
    "redirect": ("/about", 301),
    "nowhere": ("/no-such-page/", 404),
    "login": ("/admin/login/", 200),
    "gate": ("/admin/", 302),
    "health": ("/healthz", 200),
    "static": ("/static/theme.css", 200),
    "nothing static": ("/static/no-such.css", 404),
}


@pytest.fixture(name="client")
def fixture_client(settings: Settings) -> Client:
    """Over https, as in production."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    (Path(site.STATIC_ROOT) / "theme.css").write_text("body {}")
    make_page(slug="about")
    make_post()
    make_publication()
    return Client(raise_request_exception=False, headers={"x-forwarded-proto": "https"})


def get(client: Client, address: str, **options: object) -> HttpResponse:
    response = client.get(address, secure=True, **options)
    if response.streaming:
        response.getvalue()
    return response


def faults(response: HttpResponse) -> list[str]:
    wrong = [f"{name}: {response.get(name)}" for name, value in ALWAYS.items() if response.get(name) != value]
    policy = response.get("Content-Security-Policy", "")
    wrong += [word for word in ("unsafe-inline'; script", "unsafe-eval", "*", "http:") if word in policy]
    closed = "frame-ancestors 'none'" in policy or "sandbox" in policy
    if not closed or "default-src 'none'" not in policy:
        wrong.append(policy or "no policy")
    if re.search(r"script-src[^;]*unsafe", policy):
        wrong.append("scripts of a page's own")
    if response.get("Cross-Origin-Resource-Policy") not in ("same-origin", "cross-origin"):
        wrong.append("no resource policy")
    if "camera=()" not in response.get("Permissions-Policy", ""):
        wrong.append("no permissions policy")
    return wrong


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_has_them_all(client: Client, kind: str) -> None:
    address, status = KINDS[kind]
    response = get(client, address)
    assert (response.status_code, faults(response)) == (status, [])


def test_so_has_what_goes_wrong(client: Client) -> None:
    for fault, status in ((ValueError(), 500), (OperationalError(), 503)):
        with connection.execute_wrapper(Mock(side_effect=fault)):
            response = get(client, "/news/")
        assert (response.status_code, faults(response)) == (status, [])
    foreign = get(client, "/", headers={"host": "evil.example"})
    assert (foreign.status_code, faults(foreign)) == (400, [])
    referer = {"referer": "https://evil.example/"}
    forbidden = Client(enforce_csrf_checks=True).post("/admin/login/", secure=True, headers=referer)
    assert (forbidden.status_code, faults(forbidden)) == (403, [])
    wrong_method = client.post("/news/", secure=True)
    assert (wrong_method.status_code, faults(wrong_method)) == (405, [])


def test_so_have_files_and_what_browsers_have_already(client: Client) -> None:
    picture = get(client, f"/media/{make_image().original}")
    assert faults(picture) == []
    assert picture["Cross-Origin-Resource-Policy"] == "cross-origin"
    download = get(client, make_document().get_absolute_url())
    assert faults(download) == []
    assert download["Content-Disposition"].startswith("attachment")
    again = get(client, "/about/", headers={"if-none-match": get(client, "/about/")["ETag"]})
    assert (again.status_code, faults(again)) == (304, [])


def test_so_have_the_admin_and_its_scripts(client: Client, admin_user) -> None:
    client.force_login(admin_user)
    for address in ("/admin/", "/admin/news/post/add/", "/admin/jsi18n/", "/admin/open-form/"):
        response = get(client, address)
        assert (response.status_code, faults(response)) == (200, []), address
        assert "private" in response.get("Cache-Control", "private")


def test_a_nonce_is_never_used_twice(client: Client, admin_user) -> None:
    client.force_login(admin_user)
    seen = [
        re.search(r"'nonce-([^']+)'", get(client, "/admin/news/post/add/")["Content-Security-Policy"])
        for _ in range(2)
    ]
    assert all(seen)
    assert seen[0][1] != seen[1][1]


def test_over_http_everything_leads_to_https(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/news/?page=2")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/news/?page=2")
    assert Client().get("/healthz").status_code == 200


def test_cookies_are_for_the_site_alone(client: Client, admin_user, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    admin_user.set_password("a-long-password-of-ours")
    admin_user.save()
    get(client, "/admin/login/")
    client.post(
        "/admin/login/", {"username": admin_user.username, "password": "a-long-password-of-ours"}, secure=True
    )
    assert {"sessionid", "csrftoken"} <= set(client.cookies)
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
