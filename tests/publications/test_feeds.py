"""Atom of publications: well-formed whatever a title holds, narrowed by type and author."""

from xml.etree import ElementTree

import pytest

from tests.factories import make_publication, seed_publication
from tests.publications.citations.hard_titles import HARD, PLAIN

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, address: str) -> ElementTree.Element:
    response = client.get(address, headers={"host": "localhost"})
    assert response["Content-Type"].startswith("application/atom+xml")
    assert b"localhost" not in response.content
    return ElementTree.fromstring(response.content)


def titles(feed: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Talk", "Heroin addiction engages negative emotional learning brain circuits in rats."]),
        ("?type=presentation", ["Talk"]),
        (
            "?author=george-f-koob",
            ["Heroin addiction engages negative emotional learning brain circuits in rats."],
        ),
        ("?author=george-f-koob&type=presentation", []),
        ("?author=nobody", []),
    ],
)
def test_a_feed_of_all_of_a_type_of_an_author(client, query, expected):
    seed_publication()
    make_publication(title="Talk", entry_type="presentation", year=2020, authors="A, B")
    make_publication(title="Hidden", is_public=False)
    feed = read(client, f"/publications/feed/{query}")
    assert titles(feed) == expected
    here = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert here == [f"http://testserver/publications/feed/{query}"]


@pytest.mark.parametrize("name", HARD)
def test_hard_titles_are_plain_text(client, name):
    make_publication(title=HARD[name] + "\x0b", authors="<b>, A", abstract=HARD[name])
    assert titles(read(client, "/publications/feed/")) == [PLAIN[name]]


def test_days_that_are_not_known_are_not_made_up(client):
    make_publication(title="Soon", pubstate="forthcoming")
    make_publication(title="Undated")
    make_publication(title="Old", date="1850-02-03", year=1850)
    feed = read(client, "/publications/feed/")
    days = [entry.findtext(f"{ATOM}published") for entry in feed.iter(f"{ATOM}entry")]
    assert days == [None, "1850-02-03T12:00:00+00:00", None]
    assert all(entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry"))


def test_queries_do_not_grow_with_rows(client, django_assert_max_num_queries):
    for _ in range(10):
        make_publication(authors="A, B; C, D", keywords="a, b")
    with django_assert_max_num_queries(9):
        client.get("/publications/feed/")
