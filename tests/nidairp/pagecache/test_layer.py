"""The layer alone, with a made-up Django behind it: what is kept, for whom, and for how long."""

import datetime
import gzip
import math
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.utils import timezone

from nidairp import maintenance
from nidairp.generation import replicas, source
from nidairp.generation.carried import LASTS_UNTIL
from nidairp.generation.reading import Unreadable
from nidairp.pagecache import layer
from nidairp.pagecache.layer import PageCache

from .visitor import Answer, ask

PAGE = "/news/irp-news/a-post/"
HTML = ("Content-Type", "text/html; charset=utf-8")


class Django:
    """Answers each request with another page, and remembers what it was asked."""

    def __init__(self) -> None:
        self.status = "200 OK"
        self.headers = [HTML]
        self.until: float | None = math.inf
        self.asked: list[dict[str, Any]] = []
        self.text = "page"
        self.wait_for = lambda: None
        self._number = count(1)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        self.asked.append(environ)
        if self.until is not None:
            environ[LASTS_UNTIL] = self.until
        body = f"<p>{self.text} {next(self._number)}</p>{'x' * 600}".encode()
        self.wait_for()
        start_response(self.status, list(self.headers))
        yield body


@pytest.fixture
def django() -> Django:
    return Django()


class Number:
    """In the place of the database's number."""

    def __init__(self) -> None:
        self.last = "1"
        self.is_there = True

    def __call__(self) -> str | None:
        if not self.is_there:
            raise Unreadable
        return self.last


@pytest.fixture
def site(django: Django) -> PageCache:
    made = PageCache(django, megabytes=1)
    made.generation = Number()
    return made


def test_a_page_is_made_once(site: PageCache, django: Django):
    assert ask(site, PAGE).body == ask(site, PAGE).body
    assert len(django.asked) == 1


def test_it_is_made_anew_when_the_content_is_of_another_generation(site: PageCache, django: Django):
    old = ask(site, PAGE)
    site.generation.last = "2"
    assert ask(site, PAGE).body != old.body


def test_nothing_is_kept_while_there_is_no_generation(site: PageCache, django: Django):
    site.generation.last = None
    assert ask(site, PAGE).body != ask(site, PAGE).body


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost"},
        {"x_forwarded_host": "evil.example"},
        {"x_forwarded_proto": "https"},
        {"x_forwarded_for": "198.51.100.1"},
        {"x_original_url": "/admin/"},
        {"cookie": "theme=dark; csrftoken=abc"},
        {"accept_language": "de"},
        {"user_agent": "evil"},
        {"referer": "https://evil.example/"},
        {"if_modified_since": "Sun, 22 Nov 2026 17:28:45 GMT"},
        {"range": "bytes=0-10"},
    ],
)
def test_nothing_that_a_visitor_sends_reaches_the_making_or_another_page(
    site: PageCache, django: Django, headers: dict[str, str]
):
    first = ask(site, PAGE, **headers)
    assert ask(site, PAGE).body == first.body
    sent = {f"HTTP_{name.upper()}" for name in headers} - {"HTTP_HOST"}
    assert not sent & django.asked[0].keys()
    assert django.asked[0]["HTTP_HOST"] == "testserver"
    assert django.asked[0]["REMOTE_ADDR"] != "203.0.113.9"


@pytest.mark.parametrize("query", ["?utm_source=mail", "?page=2", "?<script>", "?x=" + "y" * 9000, "?x=%ff"])
def test_unknown_parameters_neither_vary_a_page_nor_reach_it(site: PageCache, django: Django, query: str):
    first = ask(site, PAGE + query)
    assert ask(site, PAGE).body == first.body
    assert django.asked[0]["QUERY_STRING"] == ""


def test_known_parameters_make_a_page_of_their_own(site: PageCache, django: Django):
    two = ask(site, "/news/?page=2&utm_source=mail")
    assert ask(site, "/news/?fbclid=1&page=2").body == two.body
    assert ask(site, "/news/").body != two.body
    assert django.asked[0]["QUERY_STRING"] == "page=2"


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "sessionid=abc"},
        {"cookie": "theme=dark; sessionid=abc"},
        {"cookie": 'messages="x"'},
        {"authorization": "Basic eA=="},
        {"host": "evil.example"},
    ],
)
def test_whoever_may_see_something_else_goes_by(site: PageCache, django: Django, headers: dict[str, str]):
    kept = ask(site, PAGE)
    own = ask(site, PAGE, **headers)
    assert own.body != kept.body
    assert ask(site, PAGE).body == kept.body
    assert django.asked[1]["REMOTE_ADDR"] == "203.0.113.9"


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/login/",
        "/preview/abc.def/",
        "/healthz",
        "/media/a.png",
        "/publications.bib",
        "/nothing",
    ],
)
def test_what_is_not_named_is_not_kept(site: PageCache, django: Django, address: str):
    assert ask(site, address).body != ask(site, address).body


def test_what_is_posted_goes_by(site: PageCache, django: Django):
    ask(site, PAGE, method="POST")
    assert django.asked[0]["REQUEST_METHOD"] == "POST"
    assert ask(site, PAGE).body != ask(site, PAGE, method="POST").body


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "a=b"),
        ("Cache-Control", "private"),
        ("Cache-Control", "max-age=0, No-Store"),
        ("Vary", "Cookie"),
        ("Vary", "*"),
        ("Vary", "Accept"),
        ("Content-Encoding", "gzip"),
        ("Content-Security-Policy", "script-src 'nonce-abc'"),
    ],
)
def test_an_answer_for_one_visitor_is_not_kept(site: PageCache, django: Django, header: tuple[str, str]):
    django.headers = [HTML, header]
    assert ask(site, PAGE).body != ask(site, PAGE).body


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved", "500 Oh", "302 Found", "503 Later"])
def test_only_pages_are_kept(site: PageCache, django: Django, status: str):
    django.status = status
    assert ask(site, PAGE).status == int(status[:3])
    assert ask(site, PAGE).body != ask(site, PAGE).body


def test_nothing_is_kept_when_the_schedule_could_not_be_read(site: PageCache, django: Django):
    django.until = None
    assert ask(site, PAGE).body != ask(site, PAGE).body


@pytest.mark.parametrize(
    ("accepted", "unpacked"),
    [
        ("gzip, deflate, br", brotli.decompress),
        ("gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", gzip.decompress),
    ],
)
def test_it_comes_packed_as_the_browser_takes_it(site: PageCache, accepted: str, unpacked: Any):
    plain, packed = ask(site, PAGE), ask(site, PAGE, accept_encoding=accepted)
    assert unpacked(packed.body) == plain.body
    assert int(packed.headers["content-length"]) == len(packed.body) < len(plain.body)
    assert "Accept-Encoding" in plain.headers["vary"]


def test_it_comes_in_any_order_of_forms(site: PageCache, django: Django):
    unpacked = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
    bodies = {
        unpacked[form](ask(site, PAGE, accept_encoding=form).body)
        for form in ("br", "gzip", "", "br", "gzip", "", "gzip")
    }
    assert len(bodies) == len(django.asked) == 1


def test_whoever_has_it_is_told_so(site: PageCache):
    etag = ask(site, PAGE).headers["etag"]
    for known in (etag, f'"other", {etag}', etag.removeprefix("W/"), "*"):
        again = ask(site, PAGE, if_none_match=known, accept_encoding="br")
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == etag
    assert ask(site, PAGE, if_none_match='"other"').status == 200


def test_an_edit_elsewhere_leaves_the_etag_as_it_is(site: PageCache, django: Django):
    django._number = iter([1, 1, 2])
    etag = ask(site, PAGE).headers["etag"]
    site.generation.last = "2"
    assert ask(site, PAGE, if_none_match=etag).status == 304
    site.generation.last = "3"
    assert ask(site, PAGE, if_none_match=etag).status == 200


def test_head_is_answered_as_get_without_the_page(site: PageCache, django: Django):
    head = ask(site, PAGE, method="HEAD")
    page = ask(site, PAGE)
    assert head == Answer(200, page.headers, b"")
    django.status = "404 Not Found"
    assert ask(site, "/news/irp-news/none/", method="HEAD").body == b""


def test_a_slow_page_from_before_an_edit_is_not_found_after_it(site: PageCache, django: Django):
    def edit() -> None:
        site.generation.last = "2"

    django.wait_for = edit
    old = ask(site, PAGE)
    django.wait_for = lambda: None
    new = ask(site, PAGE)
    assert new.body != old.body
    assert ask(site, PAGE).body == new.body


def test_nor_does_it_push_out_the_new_one(site: PageCache, django: Django):
    def edit_and_ask() -> None:
        site.generation.last, django.wait_for = "2", lambda: None
        django.new = ask(site, PAGE)

    django.wait_for = edit_and_ask
    ask(site, PAGE)
    assert ask(site, PAGE).body == django.new.body
    assert len(django.asked) == 2


def test_of_many_who_ask_at_once_one_makes_the_page(site: PageCache, django: Django):
    may_end = threading.Event()
    django.wait_for = lambda: may_end.wait(10)
    answers: list[Answer] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(site, PAGE))) for _ in range(12)]
    for thread in threads:
        thread.start()
    may_end.set()
    for thread in threads:
        thread.join()
    assert len(django.asked) == 1
    assert len({answer.body for answer in answers}) == 1


def test_those_who_waited_for_a_page_that_is_not_kept_get_their_own(site: PageCache, django: Django):
    may_end = threading.Event()
    django.wait_for = lambda: may_end.wait(10)
    django.status = "404 Not Found"
    answers: list[Answer] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(site, PAGE))) for _ in range(4)]
    for thread in threads:
        thread.start()
    may_end.set()
    for thread in threads:
        thread.join()
    assert len({answer.body for answer in answers}) == 4


def test_a_page_that_could_not_be_made_keeps_nobody_waiting(site: PageCache, django: Django):
    def fail() -> None:
        raise RuntimeError

    django.wait_for = fail
    with pytest.raises(RuntimeError):
        ask(site, PAGE)
    django.wait_for = lambda: None
    assert ask(site, PAGE).status == 200


def stopped(monkeypatch: pytest.MonkeyPatch, moment: float) -> list[float]:
    """A clock that shows what stands in the list."""
    clock = [moment]
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime.fromtimestamp(clock[0], datetime.UTC))
    return clock


def test_no_page_is_kept_past_the_next_moment_whatever_the_clock_does(
    site: PageCache, django: Django, monkeypatch: pytest.MonkeyPatch
):
    clock = stopped(monkeypatch, 1_800_000_000.0)
    django.until = clock[0] + 100
    first = ask(site, PAGE)
    clock[0] += 99
    assert ask(site, PAGE).body == first.body
    clock[0] += 1
    django.until = math.inf
    second = ask(site, PAGE)
    assert second.body != first.body
    clock[0] -= 500  # set back: what was made in the future says nothing about now
    assert ask(site, PAGE).body not in (first.body, second.body)


def test_no_page_is_kept_past_midnight_or_longer_than_an_hour(
    site: PageCache, django: Django, monkeypatch: pytest.MonkeyPatch
):
    five_to_midnight = 1_795_409_700.0  # on November 22, 2026, in New York
    clock = stopped(monkeypatch, five_to_midnight)
    first = ask(site, PAGE)
    clock[0] += 299
    assert ask(site, PAGE).body == first.body
    clock[0] += 1
    second = ask(site, PAGE)
    assert second.body != first.body
    clock[0] += layer.LONGEST
    assert ask(site, PAGE).body != second.body


def test_while_the_database_is_down_what_is_kept_is_answered(site: PageCache, django: Django):
    kept = ask(site, PAGE)
    site.generation.is_there = False
    django.status = "503 Later"
    assert ask(site, PAGE).body == kept.body
    assert ask(site, "/").status == 503
    site.generation.is_there = True
    assert ask(site, PAGE).body == kept.body


def test_but_not_past_its_moment(site: PageCache, django: Django):
    django.until = timezone.now().timestamp() - 1
    ask(site, PAGE)
    site.generation.is_there = False
    django.status = "503 Later"
    assert ask(site, PAGE).status == 503


def test_memory_is_bounded_and_searches_push_out_no_pages(site: PageCache, django: Django):
    first = ask(site, PAGE)
    for number in range(500):
        ask(site, f"/search/?q={number}")
    assert ask(site, PAGE).body == first.body
    assert site.store._answers.size > 0.9 * site.store.limit  # as long as nothing else needs the room
    for number in range(500):
        for form in ("", "gzip", "br", ""):
            ask(site, f"/news/irp-news/{number % 7}{number}/", accept_encoding=form)
    shelves = (site.store._pages, site.store._answers)
    assert sum(shelf.size for shelf in shelves) <= 1024 * 1024
    for shelf in shelves:
        assert sum(entry.size for entry in shelf.entries.values()) == shelf.size
    assert 0.2 < site.store._answers.size / site.store.limit <= 0.25
    assert ask(site, PAGE).body != first.body


def test_other_forms_of_a_publication_are_not_its_page(site: PageCache, django: Django):
    django.headers = [HTML, ("Vary", "Accept")]
    page = ask(site, "/publications/key1/", accept="text/html,*/*;q=0.8")
    assert ask(site, "/publications/key1/", accept="application/x-bibtex").body != page.body
    assert ask(site, "/publications/key1/", accept="application/x-bibtex, */*;q=0.1").body != page.body
    assert ask(site, "/publications/key1/").body == page.body
    assert page.headers["vary"] == "Accept, Accept-Encoding"


def test_who_counts_is_told_how_each_request_was_answered(site: PageCache, django: Django):
    told: list[str] = []
    site._count = told.append
    for address in (PAGE, PAGE, "/admin/"):
        ask(site, address)
    django.status = "404 Not Found"
    ask(site, "/")
    site.generation.is_there = False
    ask(site, PAGE)
    assert told == ["made", "kept", "passed", "not kept", "without database"]


def test_nothing_kept_is_answered_while_the_site_is_looked_after(
    site: PageCache, django: Django, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    now = [1000.0]
    monkeypatch.setattr(maintenance, "monotonic", lambda: now[0])
    settings.VAR_DIR = tmp_path
    site = PageCache(django, megabytes=1)
    site.generation = Number()
    kept = ask(site, PAGE)
    maintenance.mark().touch()
    now[0] += maintenance.SEEN
    assert ask(site, PAGE).body != kept.body
    maintenance.mark().unlink()
    now[0] += maintenance.SEEN
    assert ask(site, PAGE).body == kept.body


def test_over_https_only_a_proxy_that_says_so_is_answered(site: PageCache, django: Django, settings: Any):
    settings.TLS, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
    plain = ask(site, PAGE)
    kept = ask(site, PAGE, x_forwarded_proto="https")
    assert kept.body != plain.body
    assert ask(site, PAGE, x_forwarded_proto="https").body == kept.body
    assert django.asked[1]["HTTP_X_FORWARDED_PROTO"] == "https"


def test_what_a_replica_cannot_answer_the_primary_does(site: PageCache, django: Django):
    failed, read = [], []
    site.generation.failed = failed.append
    site.generation.last = number = replicas.Number("1")
    number.alias = "replica-1"

    def broken(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        read.append(source.alias())
        django.status = "503 Service Unavailable" if source.alias() == "replica-1" else "200 OK"
        return django(environ, start_response)

    site.application = broken
    answer = ask(site, PAGE)
    assert (answer.status, read, failed) == (200, ["replica-1", "default"], ["replica-1"])
    assert ask(site, PAGE).body == answer.body and len(read) == 2


def test_beside_replicas_the_primary_is_asked_by_the_reader_that_tells_whether_it_is_silent(
    django: Django, settings: Any
):
    settings.REPLICAS = ["replica-1"]
    asked: list[str] = []
    site = PageCache(django, 1, primary=lambda: asked.append("primary"))  # type: ignore[arg-type]
    site.generation._replicas[0].read = lambda: "1"
    ask(site, PAGE)
    assert asked


def test_nginx_keeps_an_answer_to_the_end_of_the_second_that_it_is(
    django: Django, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of "1" it makes up to two seconds: it counts in whole ones."""
    site = PageCache(django, 1)
    site.generation = Number()
    etag = ask(site, PAGE).headers["etag"]
    monkeypatch.setattr("nidairp.pagecache.entry.time", lambda: 1_700_000_000.9)
    for known in ("", etag):
        assert ask(site, PAGE, if_none_match=known).headers["x-accel-expires"] == "@1700000000"
