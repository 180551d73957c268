"""Atom feeds: well-formed, newest first, addresses never taken from the request."""

import datetime
from xml.etree import ElementTree

import pytest

from tests.factories import make_category, make_post

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("address", ["/news/feed/", "/news/awards/feed/"])
def test_a_feed_lists_the_newest_first_under_canonical_addresses(client, address):
    awards = make_category(name="Awards", slug="awards")
    make_post(category=awards, title="Older & <wiser>", date=datetime.date(2020, 1, 1))
    make_post(category=awards, title="Newer", slug="newer", date=datetime.date(2020, 1, 2), summary="S")
    response = client.get(address, headers={"host": "localhost"})
    feed = ElementTree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles == ["Newer", "Older & <wiser>"]
    assert feed.find(f"{ATOM}entry/{ATOM}link").get("href") == "http://testserver/news/awards/newer/"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert b"localhost" not in response.content


def test_a_category_feed_keeps_to_its_category(client):
    make_category(slug="awards")
    make_post(title="Elsewhere")
    assert b"Elsewhere" not in client.get("/news/awards/feed/").content
