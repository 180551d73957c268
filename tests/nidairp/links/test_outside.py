"""Links to other sites, asked of a stand-in on this machine; the real guard lets nobody ask there."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nidairp.links import asking, outside
from nidairp.links.problems import Kind


class StandIn(BaseHTTPRequestHandler):
    """``/404`` answers 404; ``/to?x`` leads on to x; ``/head-405`` knows no HEAD; ``/cut`` breaks off."""

    def do_HEAD(self) -> None:
        self.answer(self.path)

    def do_GET(self) -> None:
        self.answer(self.path)

    def answer(self, path: str) -> None:
        self.server.asked.append(f"{self.command} {path}")  # type: ignore[attr-defined]
        if path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", path.partition("?")[2])
        elif path == "/cut":
            self.close_connection = True
            return
        elif path == "/head-404":
            self.send_response(404 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(path.strip("/") or 200))
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    monkeypatch.setattr(outside, "is_public", lambda numeric: numeric == "127.0.0.1")
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def at(site: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}{path}"


@pytest.mark.parametrize(
    "path", ["/", "/200", "/403", "/429", "/999", "/head-404", "/to?/200", "/to?/to?/200"]
)
def test_what_is_there_or_only_shy_is_right(site, path):
    assert outside.problem(at(site, path)) is None


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [
        ("/404", Kind.NOTHING, "The server answers 404."),
        ("/410", Kind.GONE, "The server answers 410."),
        ("/500", Kind.NO_ANSWER, "The server answers 500."),
        ("/to?/404", Kind.NOTHING, "The server answers 404."),
        ("/cut", Kind.NO_ANSWER, "breaks off"),
        ("/to?" * 9, Kind.REFUSED, "more than 5 times"),
        ("/to?ftp://example.org/", Kind.REFUSED, "which is not a web page"),
        ("/to?http://10.0.0.1/", Kind.REFUSED, "inside of a network"),
        ("/to?http://169.254.169.254/latest/", Kind.REFUSED, "inside of a network"),
    ],
)
def test_what_is_wrong_is_said(site, path, kind, says):
    problem = outside.problem(at(site, path))
    assert problem is not None
    assert problem.kind == kind and says in problem.says


def test_head_comes_first_and_get_only_where_it_fails(site):
    outside.problem(at(site, "/200"))
    outside.problem(at(site, "/404"))
    assert site.asked == ["HEAD /200", "HEAD /404", "GET /404"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1:8080/",
        "http://169.254.169.254/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[::7f00:1]/",
        "http://[::ffff:0:7f00:1]/",
    ],
)
def test_our_own_network_is_never_asked(address, monkeypatch):
    monkeypatch.setattr(outside.socket, "create_connection", lambda *rest: pytest.fail("asked"))
    problem = outside.problem(address)
    assert problem is not None and problem.kind in (Kind.REFUSED, Kind.NO_ANSWER)


@pytest.mark.parametrize("numeric", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_the_open_internet_is_asked(numeric):
    assert outside.is_public(numeric)


def test_a_name_that_means_two_addresses_is_asked_at_the_one_looked_at(site, monkeypatch):
    """The second answer of a name server cannot lead the connection elsewhere."""
    answers = iter([[(0, 0, 0, "", ("127.0.0.1", 0))]])
    monkeypatch.setattr(outside.socket, "getaddrinfo", once(outside.socket.getaddrinfo, answers))
    assert outside.problem(f"http://two-faced.example:{site.server_port}/200") is None


def test_a_name_that_means_one_of_ours_beside_one_in_the_open_is_not_asked(site, monkeypatch):
    answers = iter([[(0, 0, 0, "", ("127.0.0.1", 0)), (0, 0, 0, "", ("10.0.0.1", 0))]])
    monkeypatch.setattr(outside.socket, "getaddrinfo", once(outside.socket.getaddrinfo, answers))
    problem = outside.problem(f"http://two-faced.example:{site.server_port}/200")
    assert problem is not None and problem.kind == Kind.REFUSED
    assert site.asked == []


def once(real, answers):
    """The name is looked up once; the number that it gave may be asked for again."""

    def getaddrinfo(host, *rest, **named):
        return next(answers) if host == "two-faced.example" else real(host, *rest, **named)

    return getaddrinfo


def test_a_host_is_asked_in_turn_and_with_a_pause(site):
    pauses: list[float] = []
    found = dict(asking.problems([at(site, path) for path in ("/1", "/2", "/404")], pauses.append))
    assert len(found) == 3 and pauses == [asking.PAUSE] * 2


def test_a_host_that_keeps_failing_is_left_alone(site):
    found = list(asking.problems([at(site, f"/50{number}") for number in range(6)], lambda seconds: None))
    assert len(found) == asking.PATIENCE
