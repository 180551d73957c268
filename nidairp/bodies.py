"""What is sent along with a request is read to its end before anybody waits for it, and not for ever.

For the server that faces visitors by itself (`make run`): there, whoever begins to send something and goes no
further holds one of its few threads as long as they like, and four of them hold all. nginx passes on only
what is whole; behind it this is not needed.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from tempfile import SpooledTemporaryFile, gettempdir
from threading import BoundedSemaphore, Event, Thread
from typing import IO, Any

logger = logging.getLogger(__name__)
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
#: Who is slower than this (bytes in a second), beyond a time for everybody (seconds), is given up.
SLOWEST, PATIENCE = 20_000, 20
CHUNK = 1 << 16
#: The form of a long article is shorter than this.
SHORT = 200_000
IN_MEMORY = 1 << 20
Refusal = tuple[str, bytes]
BROKEN_OFF = ("400 Bad Request", b"What was sent broke off before its end. Nothing has been changed.\n")
NO_ROOM = (
    "503 Service Unavailable",
    b"There is no room for what was sent. Nothing has been changed. Try again; if it happens again, tell the "
    b"person who runs the site that the disk for temporary files may be full.\n",
)
TOO_SLOW = ("408 Request Timeout", b"What was sent did not arrive in time. Nothing has been changed.\n")
TOO_MANY = (
    "503 Service Unavailable",
    b"Too much is being sent at this moment. Nothing has been changed. Try again in half a minute.\n",
)


class WholeBodies:
    """So many short ones at once, and so many others: who saves a text does not wait for slow pictures."""

    def __init__(self, application: Application, short: int, long: int) -> None:
        self.application = application
        self._short, self._long = BoundedSemaphore(short), BoundedSemaphore(long)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH", "")
        if not length.isdecimal() or not int(length):  # then Django reads nothing
            return self.application(environ, start_response)
        places = self._long if int(length) > SHORT else self._short
        if not places.acquire(blocking=False):
            return refuse(TOO_MANY, start_response)
        try:
            body = whole(environ["wsgi.input"], int(length))
        finally:
            places.release()
        if isinstance(body, tuple):
            return refuse(body, start_response)
        with body:
            return self.application({**environ, "wsgi.input": body}, start_response)


def whole(source: IO[bytes], length: int) -> IO[bytes] | Refusal:
    """A refusal if it does not come as it should; the thread that waits for it ends with the connection."""
    body: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by who asked for it
    given_up, problems = Event(), list[OSError]()
    reading = Thread(target=_copy, args=(source, body, given_up, problems), daemon=True)
    reading.start()
    reading.join(PATIENCE + length / SLOWEST)
    if reading.is_alive():
        given_up.set()
        return TOO_SLOW
    if problems or body.tell() < length:
        _let_go(body)
        return NO_ROOM if problems else BROKEN_OFF
    body.seek(0)
    return body


def _copy(source: IO[bytes], target: IO[bytes], given_up: Event, problems: list[OSError]) -> None:
    try:
        while chunk := _next(source):
            target.write(chunk)
        target.flush()  # the last of it may be what finds no room
    except OSError as error:
        logger.exception("There is no room for what is sent (%s)", gettempdir())
        problems.append(error)
    if given_up.is_set():
        _let_go(target)


def _let_go(body: IO[bytes]) -> None:
    with suppress(OSError):  # what found no room is tried once more
        body.close()


def _next(source: IO[bytes]) -> bytes:
    with suppress(OSError):  # else the other side has gone
        return source.read(CHUNK)
    return b""


def refuse(said: Refusal, start_response: Callable[..., Any]) -> Iterable[bytes]:
    status, text = said
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(text)),
        "Cache-Control": "no-store",
        "Retry-After": "30",
        "Connection": "close",
    }
    start_response(status, list(headers.items()))
    return [text]
