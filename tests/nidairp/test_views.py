"""Home, health, robots and sitemap; addresses that nothing answers."""

import errno
from xml.etree import ElementTree

import pytest

from nidairp import home, sitemaps
from tests.factories import make_category, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db


def test_home_shows_featured_and_hot(client):
    featured = make_category(slug=home.FEATURED)
    hot = make_category(slug=home.HOT)
    make_post(category=featured, title="The featured paper")
    make_post(category=hot, title="A hot paper")
    text = client.get("/").content.decode()
    assert text.count("The featured paper") == 1
    assert text.count("A hot paper") == 1


def test_home_of_an_empty_site_answers(client):
    assert client.get("/").status_code == 200


def test_sitemap_lists_what_is_public_at_the_canonical_address(client):
    post, page, publication = make_post(), make_page(), make_publication()
    make_page(slug="secret", state="draft")
    response = client.get("/sitemap.xml", headers={"host": "localhost"})
    everything = ElementTree.fromstring(response.content).iter()
    places = [place.text for place in everything if place.tag.endswith("}loc")]
    for thing in (post, post.category, page, publication):
        assert "http://testserver" + thing.get_absolute_url() in places
    assert not any("secret" in place or "localhost" in place for place in places)


def test_robots_names_the_sitemap(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text


@pytest.mark.parametrize(
    "address", ["/nothing/", "/news/x/y/", "/publications/x/", "/x.php", "/wp-login.php"]
)
def test_unknown_addresses_are_404_in_the_theme(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/news/", "/publications/", "/nothing/"])
def test_public_pages_set_no_cookie_and_vary_on_none(client, address):
    response = client.get(address)
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


def test_a_foreign_host_is_refused_and_not_repeated(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert b"evil.example" not in response.content


def test_policy_admits_no_inline_script(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
    for directive in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert directive in policy


def test_a_sitemap_that_is_too_long_becomes_an_index_of_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "LIMIT", 2)
    monkeypatch.setattr(sitemaps.SITEMAPS["publications"], "limit", 2)
    publications = [make_publication() for _ in range(5)]
    index = locations(client.get("/sitemap.xml", headers={"host": "localhost"}).content)
    files = [f"http://testserver/sitemap-publications.xml{page}" for page in ("", "?p=2", "?p=3")]
    assert [file for file in index if "publications" in file] == files
    assert "http://testserver/sitemap-front.xml" in index
    places = [locations(client.get(file.removeprefix("http://testserver")).content) for file in files]
    assert [len(part) for part in places] == [2, 2, 1]
    assert {place for part in places for place in part} == {
        f"http://testserver{publication.get_absolute_url()}" for publication in publications
    }


def locations(content: bytes) -> list[str]:
    return [place.text for place in ElementTree.fromstring(content).iter() if place.tag.endswith("}loc")]


@pytest.mark.parametrize(
    ("number", "status"), [(errno.ENOSPC, 503), (errno.EDQUOT, 503), (errno.EACCES, 500)]
)
def test_a_full_disk_is_no_fault_of_the_program(client, monkeypatch, number, status):
    """Whichever it is: of what is sent, a larger part waits in the folder for temporary files."""

    def full(*_):
        raise OSError(number, "Said by the disk")

    monkeypatch.setattr(home, "render", full)
    client.raise_request_exception = False
    response = client.get("/")
    assert (response.status_code, response.get("Retry-After")) == (status, "30" if status == 503 else None)
