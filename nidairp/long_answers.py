"""Who takes a long download slowly holds one of the server's few threads: so a few may, and nobody for ever.

For the server that faces visitors by itself (`make run`). What is short is handed over whole, and the server
sends it without a thread. Of what is long it takes a piece when there is room for it, and its thread waits.
nginx takes answers at once; behind it this is not needed.
"""

import os
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from nidairp.bodies import Application, refuse

#: Most pictures, pages and files are shorter.
SHORT = 1 << 20
#: Who has taken nothing for so long (seconds) is gone, or means no good.
PATIENCE = 60
TOO_MANY = ("503 Service Unavailable", b"Too many downloads at this moment. Try again in half a minute.\n")


class LongAnswers:
    def __init__(self, application: Application, at_once: int) -> None:
        self.application = application
        self._places = BoundedSemaphore(at_once)
        self._is_patient = True

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self._is_patient:  # now there is a socket; before the first request there was none
            self._is_patient = False
            give_up_who_takes_nothing()
        said: list[tuple[Any, ...]] = []
        answer = self.application(environ, lambda *told: said.append(told))
        if not getattr(answer, "streaming", False):
            start_response(*said[-1])
            return answer
        return self._streamed(iter(answer), answer.close, said[-1], start_response)  # type: ignore[attr-defined]

    def _streamed(
        self,
        pieces: Iterator[bytes],
        close: Callable[[], None],
        said: tuple[Any, ...],
        start_response: Callable[..., Any],
    ) -> Iterable[bytes]:
        try:
            begun, is_whole = beginning(pieces)
        except Exception:
            close()
            raise
        if is_whole:
            close()
        elif not self._places.acquire(blocking=False):
            close()
            return refuse(TOO_MANY, start_response)
        start_response(*said)
        return begun if is_whole else Held(chain(begun, pieces), close, self._places.release)


class Held:
    """The rest of an answer. Its place is given back once, whatever becomes of the reader."""

    def __init__(self, pieces: Iterator[bytes], *at_the_end: Callable[[], None]) -> None:
        self._pieces, self._at_the_end = pieces, list(at_the_end)

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        while self._at_the_end:
            self._at_the_end.pop()()


def beginning(pieces: Iterator[bytes]) -> tuple[list[bytes], bool]:
    """The first pieces, and whether these are all."""
    begun: list[bytes] = []
    length = 0
    for piece in pieces:
        begun.append(piece)
        length += len(piece)
        if length > SHORT:
            return begun, False
    return begun, True


def give_up_who_takes_nothing() -> None:
    """All connections to come have this from the socket that listens (on Linux; elsewhere nothing)."""
    if not hasattr(socket, "TCP_USER_TIMEOUT"):
        return
    # Of sockets alone: what is no socket would be doubled here, and stay open.
    for number in [int(entry.name) for entry in Path("/proc/self/fd").iterdir() if entry.is_socket()]:
        with suppress(OSError), socket.socket(fileno=os.dup(number)) as one:
            if one.family != socket.AF_UNIX and one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, PATIENCE * 1000)
