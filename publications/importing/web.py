"""One careful way to the outside: GET from known hosts, with limits on time, size, type and redirections.

Every hop is checked anew: its host must be on the caller's list, by HTTPS on the usual port and without user
info. (An origin that the settings name may differ; the tests' stand-in on the loopback interface does.) Not a
general HTTP client: `http.client` is used because it follows nothing and adds nothing by itself.
"""

import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR, gaierror, socket
from threading import Event, Timer
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

SECONDS = 10.0
BYTES = 5_000_000
HOPS = 5

_MOVED = frozenset((301, 302, 303, 307, 308))
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
_ANSWERS = {
    400: "did not understand the request",
    404: "does not know it",
    406: "has no record of it in a form that can be read here",
    410: "does not have it any more",
    429: "is asked too often; try again in a few minutes",
}


class NotFetched(Exception):
    """There is no answer that can be used; the message says why, for people."""


class Origin(NamedTuple):
    scheme: str
    host: str
    port: int


class NotReached(NotFetched):
    """Not even the host could be reached; the next request to it would fare no better."""

    def __init__(self, message: str, place: Origin) -> None:
        super().__init__(message)
        self.place = place


class Request(NamedTuple):
    """What is the same for every hop."""

    accept: str
    types: Collection[str]
    allowed: Collection[Origin]
    agent: str
    seconds: float = SECONDS


def https(host: str) -> Origin:
    return Origin("https", host, 443)


def origin(url: str) -> Origin:
    """Where an address of the settings leads. Without TLS it may only be this machine."""
    parts = _split(url)
    found = _origin_of(parts)
    if found.scheme == "http" and found.host not in _LOOPBACK:
        raise NotFetched(f"The settings name {found.host} without HTTPS; nothing is fetched from there.")
    return found


def get(url: str, request: Request) -> bytes:
    """The body of the answer, after redirections among the allowed origins."""
    for _ in range(HOPS):
        found = _hop(url, request)
        if isinstance(found, bytes):
            return found
        url = _joined(url, found)
    raise NotFetched("It was redirected too many times.")


def _joined(url: str, found: str) -> str:
    try:
        return urljoin(url, found)
    except ValueError as error:
        raise NotFetched("It leads to something that is not an address.") from error


def _hop(url: str, request: Request) -> bytes | str:
    """The body, or the address that it was moved to."""
    parts = _split(url)
    place = _origin_of(parts)
    if place not in request.allowed:
        raise NotFetched(
            f"It leads to “{place.scheme}://{place.host}:{place.port}”, which is not on the list."
        )
    try:
        with _connected(place, request.seconds) as (connection, expired):
            connection.request("GET", _target(parts), headers=_headers(request))
            with connection.getresponse() as response:
                found = _answer(response, place.host, request)
            if expired.is_set():
                raise TimeoutError
            return found
    except (OSError, HTTPException, ValueError) as error:
        raise NotReached(_why(error, place.host, request.seconds), place) from error


def _why(error: Exception, host: str, seconds: float) -> str:
    if isinstance(error, TimeoutError):
        return f"{host} did not answer in {seconds:g} seconds."
    if isinstance(error, gaierror):
        return f"There is no network, or {host} cannot be found."
    if isinstance(error, ssl.SSLError):
        return f"{host} could not prove its identity (TLS)."
    return f"The connection to {host} failed; is there a network?"


@contextmanager
def _connected(place: Origin, seconds: float) -> Iterator[tuple[HTTPConnection, Event]]:
    """A connection that is cut off when the time is up, however busily the other side drips."""
    if place.scheme == "https":
        context = ssl.create_default_context()
        connection: HTTPConnection = HTTPSConnection(place.host, place.port, timeout=seconds, context=context)
    else:
        connection = HTTPConnection(place.host, place.port, timeout=seconds)
    expired = Event()
    try:
        connection.connect()
        with _timer(Timer(seconds, _cut, (connection.sock, expired))):
            yield connection, expired
    except (OSError, HTTPException) as error:
        if expired.is_set():
            raise TimeoutError from error
        raise
    finally:
        connection.close()


@contextmanager
def _timer(timer: Timer) -> Iterator[None]:
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(connected: socket, expired: Event) -> None:
    """The socket itself: the connection forgets it as soon as an answer begins that ends with it."""
    expired.set()
    try:
        connected.shutdown(SHUT_RDWR)
    except OSError:
        return


def _answer(response: HTTPResponse, host: str, request: Request) -> bytes | str:
    if response.status in _MOVED:
        return response.getheader("Location", "")
    if response.status != 200:
        said = _ANSWERS.get(response.status, f"answered with the error {response.status}; try again later")
        raise NotFetched(f"{host} {said}.")
    kind = response.headers.get_content_type()
    if kind not in request.types or response.getheader("Content-Encoding", "identity") != "identity":
        raise NotFetched(f"{host} answered with something other than a record ({kind}).")
    if int(response.getheader("Content-Length") or 0) > BYTES:
        raise NotFetched(f"The answer of {host} is too large.")
    body = response.read(BYTES + 1)
    if len(body) > BYTES:
        raise NotFetched(f"The answer of {host} is too large.")
    return body


def _headers(request: Request) -> dict[str, str]:
    return {
        "Accept": request.accept,
        "Accept-Encoding": "identity",
        "Connection": "close",
        "User-Agent": request.agent,
    }


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise NotFetched("It leads to something that is not an address.") from error
    if parts.scheme not in ("https", "http") or not parts.hostname or "@" in parts.netloc:
        raise NotFetched("It leads to an address that is not followed.")
    return parts


def _origin_of(parts: SplitResult) -> Origin:
    return Origin(parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


def _target(parts: SplitResult) -> str:
    """Path and query as they may stand in a request; what is escaped already stays."""
    path = quote(parts.path or "/", safe="/%:;()=&+,@!$'*~.-_")
    return path + (f"?{quote(parts.query, safe='/%:;()=&+,@!$*~.-_?')}" if parts.query else "")
