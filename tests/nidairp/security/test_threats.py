"""Threats that concern the site as a whole; each fails where its defence is taken away.

What concerns one part is tried beside it: docs/security-verification.md says where.
"""

from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin_doors import doors, examples
from tests.factories import make_category, make_page, make_person, make_post, make_publication
from tests.hostile import LABELS, is_hostile, poison
from tests.nidairp.second_factor.codes import PASSWORD, make_editor

# What is shown and said is the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PAYLOAD = "\"'></title></script></textarea><xss-probe onload=alert(1)>{{7*7}}"


class Probe(HTMLParser):
    """Finds the payload where it has become an element."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        led = {"href", "src", "action", "formaction", "srcdoc"}
        away = any(name in led and is_hostile(value or "") for name, value in attrs)
        self.found = self.found or tag == "xss-probe" or away or any(name[:2] == "on" for name, _ in attrs)


@pytest.fixture(name="poisoned")
def fixture_poisoned() -> list[str]:
    """Every text that somebody can write, or an import brings, holds the payload; addresses that show it."""
    publication = make_publication(
        title=PAYLOAD, journal=PAYLOAD, abstract=PAYLOAD, note=PAYLOAD, keywords=PAYLOAD,
        url="javascript:alert(1)", publisher=PAYLOAD, pages=PAYLOAD, volume=PAYLOAD, doi="10.1/<xss-probe>",
        authors=f"{PAYLOAD}, {PAYLOAD}", extra={PAYLOAD: PAYLOAD},
    )  # fmt: skip
    category = make_category(name=PAYLOAD, description=PAYLOAD)
    post = make_post(
        title=PAYLOAD, summary=PAYLOAD, body=f"<p>{PAYLOAD}</p>", category=category, cites=(publication,)
    )
    page = make_page(title=PAYLOAD, body=f"<h2>{PAYLOAD}</h2>")
    author = publication.contributions.first().author
    person = make_person(author, name=PAYLOAD)
    person.pages.add(page)
    shown = (post, page, publication, author, category)
    paths = [thing.get_absolute_url() for thing in shown]
    more = ["/", "/news/", "/publications/", "/publications/authors/", "/search/?q=alert", "/sitemap.xml"]
    more += ["/news/feed/", "/publications/feed/", f"{paths[4]}feed/"]
    return [*paths, *more]


def test_no_text_becomes_markup_anywhere(client: Client, poisoned: list[str]) -> None:
    met = 0
    for address in poisoned:
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        probe = Probe()
        probe.feed(text)
        assert not probe.found, address
        assert "<xss-probe" not in text, address
        assert 'href="javascript:' not in text, address
        assert "49" not in text.split("xss-probe")[1][:40] if "xss-probe" in text else True
        met += "xss-probe" in text
    assert met >= 8, "the payload is met, escaped, where it belongs"


@pytest.mark.slow
@pytest.mark.usefixtures("poisoned")
def test_no_text_becomes_markup_in_the_admin(admin_client: Client) -> None:
    rows = examples()
    assert poison(*LABELS) > 100
    for door in doors(rows):
        answer = admin_client.get(door.address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            probe = Probe()
            probe.feed(answer.content.decode())
            assert not probe.found, door.address


@pytest.mark.slow
def test_nothing_is_done_by_a_form_of_another_site(admin_user: User) -> None:
    """Every address of the admin, and of the site, that takes a POST asks for the token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    every = {door.address for door in doors(examples())}
    sent = {address: client.post(address, {"post": "yes"}).status_code for address in every}
    taken = [address for address, status in sent.items() if status < 400]
    assert taken == []


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "https:evil.example",
        "\thttps://evil.example/",
        "http://testserver@evil.example/",
    ],
)
def test_a_login_leads_to_this_site_only(client: Client, wanted: str) -> None:
    make_editor()
    answer = client.post("/admin/login/", {"username": "editor", "password": PASSWORD, "next": wanted})
    assert answer.status_code == 302
    assert answer["Location"] == "/admin/"


def test_no_address_comes_from_the_request(client: Client) -> None:
    """Where nothing is refused (a proxy passes any name on), nothing is reflected either."""
    make_page(slug="about")
    forged = {
        "x-forwarded-host": "evil.example",
        "forwarded": "host=evil.example",
        "x-original-url": "/admin/",
    }
    for address in ("/about/", "/sitemap.xml", "/news/feed/", "/robots.txt", "/publications/"):
        answer = client.get(address, headers={"host": "localhost", **forged})
        assert answer.status_code == 200
        assert b"evil.example" not in answer.content
        assert b"//localhost" not in answer.content, address


def test_whether_an_account_exists_is_not_told(client: Client) -> None:
    """There is no reset by mail; the login answers a wrong name and a wrong password in the same words."""
    make_editor()
    said = []
    for name in ("editor", "nobody-of-this-name"):
        page = client.post("/admin/login/", {"username": name, "password": "wrong"}).content.decode()
        said.append(page.split('class="errornote"')[1].split("</p>")[0])
    assert said[0] == said[1]
    assert client.get("/admin/password_reset/").status_code in (302, 404)


def test_a_path_is_never_taken_for_a_page_with_an_ending(client: Client, admin_user: User) -> None:
    """Web cache deception: `/admin/x.css` is nobody's page, and nothing of the admin may be kept."""
    client.force_login(admin_user)
    for address in ("/admin/news/post/x.css", "/admin/x.css", "/admin/;/x.css"):
        answer = client.get(address, follow=True)
        assert answer.status_code == 404 or "private" in answer["Cache-Control"], address
    assert "private" in client.get("/admin/")["Cache-Control"]
