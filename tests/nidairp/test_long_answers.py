"""Who takes a long answer slowly is in the way of a few like him, and of nobody else."""

import socket
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse

from nidairp import long_answers
from nidairp.long_answers import SHORT, LongAnswers, give_up_who_takes_nothing

PIECE = b"x" * 65_536
LONG = SHORT // len(PIECE) + 3


class Streamed:
    """As Django's own; how often it was closed."""

    streaming = True

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces, self.closed = pieces, 0

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.pieces)

    def close(self) -> None:
        self.closed += 1


class Site:
    """Answers with so many pieces, and keeps what it gave."""

    def __init__(self, pieces: int) -> None:
        self.pieces = pieces
        self.given: list[Streamed] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Streamed:
        start_response("200 OK", [])
        self.given.append(Streamed([PIECE] * self.pieces))
        return self.given[-1]

    @property
    def closed(self) -> list[int]:
        return [one.closed for one in self.given]


def ask(application: LongAnswers) -> tuple[str, Any]:
    said: list[str] = []
    answer = application({}, lambda status, headers: said.append(status))
    return said[0], answer


def test_what_is_short_is_handed_over_whole() -> None:
    site = Site(3)
    status, answer = ask(LongAnswers(site, 1))
    assert (status, answer, site.closed) == ("200 OK", [PIECE] * 3, [1])


def test_what_is_no_stream_passes() -> None:
    page = HttpResponse("page")

    def application(environ: Any, start_response: Any) -> Any:
        start_response("200 OK", [])
        return page

    assert ask(LongAnswers(application, 1)) == ("200 OK", page)


def test_so_many_take_something_long_at_once_and_the_others_are_told() -> None:
    site = Site(LONG)
    application = LongAnswers(site, 2)
    first, second = ask(application), ask(application)
    status, told = ask(application)
    assert (first[0], second[0], status) == ("200 OK", "200 OK", "503 Service Unavailable")
    assert b"Try again" in b"".join(told)
    assert b"".join(first[1]) == PIECE * LONG
    assert site.closed == [0, 0, 1], "what nobody gets is not made"
    first[1].close()
    first[1].close()
    assert site.closed == [1, 0, 1]
    assert [ask(application)[0], ask(application)[0]] == ["200 OK", "503 Service Unavailable"]


def test_what_fails_before_anything_was_sent_is_no_half_answer() -> None:
    def broken() -> Iterator[bytes]:
        yield PIECE
        raise OSError("gone")

    def application(environ: Any, start_response: Any) -> Any:
        start_response("200 OK", [])
        return given

    given = Streamed(broken())
    with pytest.raises(OSError, match="gone"):
        ask(LongAnswers(application, 1))
    assert given.closed == 1


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_who_takes_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_answers, "PATIENCE", 7)
    with socket.create_server(("127.0.0.1", 0)) as server:
        before = open_files()
        give_up_who_takes_nothing()
        assert open_files() == before
        with socket.create_connection(server.getsockname()), server.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 7000
