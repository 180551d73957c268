from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from threading import Event

import pytest

from publications.importing import web
from publications.importing.web import NotFetched, NotReached, Request, get, https, origin

from .stand_in import StandIn, standing_in


@pytest.fixture
def there() -> Iterator[StandIn]:
    with standing_in() as stand_in:
        yield stand_in


def ask(there: StandIn, path: str, seconds: float = 10) -> bytes:
    request = Request("text/plain", ("text/plain",), {origin(there.url), https("doi.org")}, "tests", seconds)
    return get(there.url + path, request)


def test_the_body_of_the_answer_comes_back(there: StandIn) -> None:
    there.answer("/a", b"a record", "text/plain; charset=utf-8")

    assert ask(there, "a") == b"a record"


def test_it_says_what_it_wants_and_who_asks(there: StandIn) -> None:
    there.answer("/a", b"", "text/plain")

    ask(there, "a")

    [(_, headers)] = there.seen
    assert (headers["Accept"], headers["User-Agent"], headers["Accept-Encoding"]) == (
        "text/plain",
        "tests",
        "identity",
    )


def test_a_redirection_within_the_list_is_followed(there: StandIn) -> None:
    there.redirect("/a", "/b%20c?d=e")
    there.answer("/b%20c", b"moved", "text/plain")

    assert ask(there, "a") == b"moved"
    assert there.seen[-1][0] == "/b%20c?d=e"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/secret",
        "http://localhost/secret",
        "http://[::1]/secret",
        "http://169.254.169.254/latest/meta-data/",
        "https://example.org/",
        "//example.org/",
        "http://doi.org/",
        "https://doi.org:8443/",
        "https://doi.org.example.org/",
        "https://user@doi.org/",
        "https://doi.org@example.org/",
        "https://doi.org:port/",
        "https://[doi.org/",
        "file:///etc/passwd",
        "ftp://doi.org/",
        "gopher://doi.org/",
        "data:text/plain,a",
        "\\\\example.org\\a",
    ],
)
def test_a_redirection_elsewhere_is_refused(there: StandIn, address: str) -> None:
    there.redirect("/a", address)

    with pytest.raises(NotFetched) as refusal:
        ask(there, "a")
    assert not isinstance(refusal.value, NotReached), "it was asked"
    assert len(there.seen) == 1 or there.seen[-1][0].startswith("/%5C")


def test_redirections_come_to_an_end(there: StandIn) -> None:
    there.redirect("/a", "/a")

    with pytest.raises(NotFetched, match="too many times"):
        ask(there, "a")
    assert len(there.seen) == web.HOPS


def test_a_redirection_to_nowhere_is_refused(there: StandIn) -> None:
    there.answer("/a", b"", "text/html", 302)

    with pytest.raises(NotFetched):
        ask(there, "a")


@pytest.mark.parametrize("headers", [{}, {"Content_Length": "999999999"}])
def test_a_huge_answer_is_refused(
    there: StandIn, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "BYTES", 1000)
    there.answer("/a", b"x" * 1001, "text/plain", **headers)

    with pytest.raises(NotFetched, match="too large"):
        ask(there, "a")


def test_a_web_page_is_no_record(there: StandIn) -> None:
    there.answer("/a", b"<html>", "text/html")

    with pytest.raises(NotFetched, match="something other than a record"):
        ask(there, "a")


def test_a_compressed_answer_that_nobody_asked_for_is_refused(there: StandIn) -> None:
    there.answer("/a", b"\x1f\x8b", "text/plain", Content_Encoding="gzip")

    with pytest.raises(NotFetched, match="something other than a record"):
        ask(there, "a")


@pytest.mark.parametrize("part", ["headers", "body"])
def test_an_answer_that_drips_is_cut_off(there: StandIn, part: str) -> None:
    done = Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        if part == "body":
            request.send_response(200)
            request.send_header("Content-Type", "text/plain")
            request.end_headers()
        else:
            request.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        try:
            while not done.wait(0.02):
                request.wfile.write(b"x")
        except OSError:
            done.set()

    there.handlers["/a"] = drip
    with pytest.raises(NotReached, match=r"did not answer in 0\.3 seconds"):
        ask(there, "a", seconds=0.3)
    assert done.wait(5)


@pytest.mark.parametrize(
    ("status", "words"), [(404, "does not know it"), (429, "few minutes"), (503, "try again later")]
)
def test_an_error_is_told_in_words(there: StandIn, status: int, words: str) -> None:
    there.answer("/a", b"", "text/plain", status)

    with pytest.raises(NotFetched, match=words):
        ask(there, "a")


def test_nonsense_instead_of_http_is_told_in_words(there: StandIn) -> None:
    there.handlers["/a"] = lambda request: request.wfile.write(b"\x00\xff nonsense\r\n\r\n") and None

    with pytest.raises(NotReached, match="is there a network"):
        ask(there, "a")


def test_a_closed_port_is_told_in_words() -> None:
    with standing_in() as gone:
        url = gone.url

    with pytest.raises(NotReached, match="is there a network"):
        get(url, Request("text/plain", ("text/plain",), {origin(url)}, "tests"))


def test_a_host_that_cannot_prove_who_it_is_is_told_in_words(there: StandIn) -> None:
    url = there.url.replace("http://", "https://")

    with pytest.raises(NotReached, match="could not prove its identity"):
        get(url, Request("text/plain", ("text/plain",), {origin(url)}, "tests"))


@pytest.mark.parametrize(
    "url", ["http://example.org/", "file:///etc/passwd", "https://user:word@doi.org/", "x"]
)
def test_the_settings_cannot_name_a_place_without_tls_outside_this_machine(url: str) -> None:
    with pytest.raises(NotFetched):
        origin(url)
