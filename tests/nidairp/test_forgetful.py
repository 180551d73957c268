"""While Redis is gone the site goes on, and says so to those who watch it."""

import socket

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django.fixtures import Settings

from nidairp import forgetful
from tests.factories import make_page, make_publication


@pytest.fixture(name="gone", autouse=True)
def fixture_gone(settings: Settings, monkeypatch) -> None:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    place = {"BACKEND": "nidairp.forgetful.ForgetfulRedis", "LOCATION": f"redis://127.0.0.1:{port}/0"}
    settings.CACHES = {"default": place}
    monkeypatch.setattr(forgetful.ForgetfulRedis, "_until", 0.0)
    monkeypatch.setattr(forgetful, "LEFT_ALONE", 0.0)


def test_each_question_is_answered_as_of_an_empty_one() -> None:
    cache = caches["default"]
    cache.set("a", 1)
    assert (cache.get("a"), cache.get("a", 2), cache.add("a", 1), cache.has_key("a")) == (
        None,
        2,
        False,
        False,
    )
    assert (cache.get_many(["a"]), cache.set_many({"a": 1}), cache.delete("a")) == ({}, [], False)
    assert (cache.touch("a"), cache.clear(), cache.get_or_set("a", 3)) == (False, False, 3)
    cache.delete_many(["a"])
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")


def test_after_a_failure_it_is_left_alone(monkeypatch) -> None:
    monkeypatch.setattr(forgetful, "LEFT_ALONE", 60.0)
    caches["default"].get("a")
    monkeypatch.setattr(forgetful.RedisCache, "get", lambda *args: pytest.fail("asked again"))
    assert caches["default"].get("a") is None


@pytest.mark.django_db
def test_readers_notice_nothing_and_the_probe_does(client: Client) -> None:
    page, publication = make_page(), make_publication(authors="Okafor, N")
    for address in (
        page.get_absolute_url(),
        publication.get_absolute_url(),
        f"{publication.get_absolute_url().rstrip('/')}.txt?style=apa",
    ):
        assert client.get(address).status_code == 200, address
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"cache\n")
