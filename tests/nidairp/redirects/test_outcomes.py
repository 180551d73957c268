"""Many addresses at once come to the same as each by itself."""

from typing import Any

import pytest
from django.test import Client

from nidairp.redirects.models import Redirect
from nidairp.redirects.outcomes import outcomes
from tests.factories import make_category, make_image, make_page, make_post

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/", "/here/", "/nothing/", "/old/", "/old/page/2/", "/old/feed/", "/hidden/", "/dead/", "/gone/",
    "/fixed/", "/fig.png", "/fig-300x200.png", "/kind/", "/news/former/feed/", "/?p=5", "/?p=5&utm=x",
    "/?cat=9",
)  # fmt: skip


@pytest.fixture
def site() -> None:
    make_page(slug="here")
    post, draft = make_post(), make_post(state="draft")
    category, image = make_category(slug="latter"), make_image()
    for path, row in (
        ("/old/", post), ("/hidden/", draft), ("/kind/", category), ("/news/former/", category),
        ("/fig.png", image), ("/?p=5", post), ("/?p=6", draft),
    ):  # fmt: skip
        Redirect.objects.create(old_path=path, target=row)
    for path, address in (
        ("/dead/", "/nowhere/"),
        ("/gone/", ""),
        ("/fixed/", "/news/"),
        ("/?cat=9", "/news/"),
    ):
        Redirect.objects.create(old_path=path, address=address)


def test_what_is_said_of_many_is_what_a_visitor_gets(site: None, client: Client) -> None:
    found = outcomes(ADDRESSES)
    for address in ADDRESSES:
        assert (found[address].answers, bool(found[address].place)) == answers(client, address), address


def test_a_question_for_what_is_not_public_gets_the_home_page(site: None, client: Client) -> None:
    assert client.get("/?p=6").status_code == 200
    assert not outcomes(["/?p=6"])["/?p=6"].answers


def answers(client: Client, address: str) -> tuple[bool, bool]:
    response = client.get(address)
    if response.status_code == 301:
        place = response.headers["Location"]
        there = place.startswith("/media/") or client.get(place).status_code == 200
        return there, there
    return response.status_code == 200, False


def test_a_question_is_answered_with_what_is_left_of_it(site: None, client: Client) -> None:
    assert client.get("/?cat=9&utm=x").headers["Location"] == "/news/?utm=x"
    assert client.get("/?utm=x").status_code == 200
    assert client.get("/?cat=10").status_code == 200


def test_the_number_of_queries_does_not_grow(site: None, django_assert_max_num_queries: Any) -> None:
    outcomes(ADDRESSES)
    with django_assert_max_num_queries(20):
        outcomes([*ADDRESSES, *(f"/nothing-{number}/" for number in range(200))])
