"""Pages that one process has made are answered by another, and nobody else can put one there."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from nidairp.pagecache import shared
from nidairp.pagecache.layer import PageCache
from nidairp.pagecache.release import release
from nidairp.pagecache.shared import Shared
from tests.redis import free_port, redis

from .test_layer import PAGE, Django, Number
from .visitor import ask

SECRET = "s" * 50


@pytest.fixture(name="address", scope="module")
def fixture_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis(tmp_path_factory.mktemp("redis"), free_port()) as address:
        yield address


@pytest.fixture(name="there")
def fixture_there(address: str) -> Iterator[Redis]:
    """Redis itself, empty."""
    with Redis.from_url(address) as client:
        client.flushall()
        yield client


def process(address: str, secret: str = SECRET, release: str = "1") -> tuple[PageCache, Django]:
    django = Django()
    made = PageCache(django, megabytes=1, shared=Shared(address, secret, release))
    made.generation = Number()
    return made, django


def test_what_one_process_has_made_another_answers(there: Redis, address: str) -> None:
    (one, first), (other, second) = process(address), process(address)
    first.headers.append(("X-Request-ID", "of the first"))
    made = ask(one, PAGE)
    got = ask(other, PAGE)
    assert (got.body, len(first.asked), len(second.asked)) == (made.body, 1, 0)
    names = made.headers.keys() - {"content-length"}
    assert {name: got.headers[name] for name in names} == {name: made.headers[name] for name in names}
    assert "of the first" not in str(there.get(there.keys("*")[0]))
    assert ask(other, PAGE).body == made.body
    assert ask(other, f"{PAGE}?utm_source=x").body == made.body and second.asked == []
    assert 0 < there.ttl(there.keys("*")[0]) <= 3600


@pytest.mark.parametrize("what", ["generation", "release", "secret", "page"])
def test_only_the_same_page_of_the_same_content_by_the_same_program(
    there: Redis, address: str, what: str
) -> None:
    one, _ = process(address)
    made = ask(one, PAGE)
    different = {"secret": {"secret": "t" * 50}, "release": {"release": "2"}}.get(what, {})
    other, django = process(address, **different)
    other.generation.last = "2" if what == "generation" else "1"
    assert ask(other, "/news/" if what == "page" else PAGE).body != made.body or django.asked


def test_what_somebody_else_writes_there_is_not_used(
    there: Redis, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    one, _ = process(address)
    ask(one, PAGE)
    ask(one, "/news/")
    names = there.keys("*")
    pages = [there.get(name) for name in names]
    for forged in (pages[1], pages[0][:-1] + b"x", pages[0][:40], b"", b"evil"):
        there.set(names[0], forged)
        there.set(names[1], forged and pages[0])
        other, django = process(address)
        for path in (PAGE, "/news/"):
            assert b"evil" not in ask(other, path).body
        assert len(django.asked) == 2
        there.flushall()
    assert "not written by this site" in caplog.text


def test_what_is_not_for_all_is_not_there(there: Redis, address: str) -> None:
    one, django = process(address)
    django.headers.append(("Set-Cookie", "a=b"))
    ask(one, PAGE)
    two, django = process(address)
    django.until = 0.0
    ask(two, PAGE)
    assert there.keys("*") == []
    django.until = math.inf
    ask(two, PAGE, cookie="sessionid=x")
    assert there.keys("*") == []


def test_while_it_is_gone_nobody_notices_and_then_it_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    port, now = free_port(), [0.0]
    monkeypatch.setattr(shared, "monotonic", lambda: now[0])
    (one, first), (other, second) = (
        process(f"redis://127.0.0.1:{port}/0"),
        process(f"redis://127.0.0.1:{port}/0"),
    )
    assert [ask(site, PAGE).status for site in (one, other)] == [200, 200]
    assert len(first.asked) == len(second.asked) == 1
    assert len([record for record in caplog.records if "does not answer" in record.message]) == 2
    with redis(tmp_path, port):
        for site in (one, other):
            site.generation.last = "2"
            ask(site, PAGE)
        assert len(second.asked) == 2, "left alone for some seconds"
        now[0] = shared.LEFT_ALONE + 1
        for site in (one, other):
            site.generation.last = "3"
            ask(site, PAGE)
        assert (len(first.asked), len(second.asked)) == (3, 2)


def test_a_release_is_known_by_what_it_is_made_of(settings, tmp_path: Path) -> None:
    for name in ("templates", "news", "nidairp", "publications"):
        (tmp_path / name).mkdir()
    settings.BASE_DIR = settings.STATIC_ROOT = tmp_path
    page = tmp_path / "templates/base.html"
    seen = set()
    for text in ("one", "two", "one"):
        page.write_text(text)
        seen.add(release())
    settings.SITE_URL = "https://another.example.gov"
    assert len(seen) == 2 and release() not in seen
