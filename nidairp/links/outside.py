"""Links to other sites: each is asked for once, politely, and never inside of our own network.

HEAD first, then GET, for some servers know no HEAD. Redirects are followed by hand, for each of their
addresses is looked at as the first was: a name that means a private address is not asked, and the connection
is made to the very address that was looked at, so that a second answer of the name server changes nothing.
"""

import ipaddress
import socket
import ssl
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from django.conf import settings

from .problems import Kind, Problem

#: Seconds for each step of an answer, and for all of it: a server may send a letter a minute.
TIMEOUT, LONGEST = 15, 30
MOST_HOPS = 5
HEADERS = {"User-Agent": f"Link checker of {settings.SITE_URL}", "Accept": "*/*", "Connection": "close"}
#: The page may well be there; only programs are kept out, or asked to come later.
SHY = {401, 402, 403, 405, 406, 407, 418, 421, 423, 425, 429, 451, 503, 999}

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
#: They hold other addresses, and lead where a network of its own says; Python takes them for public ones.
_NOBODYS = [ipaddress.IPv6Network("::/64"), ipaddress.IPv6Network("64:ff9b:1::/48")]


class Refused(Exception):
    """The address is not to be asked; why is said."""


def problem(address: str) -> Problem | None:
    try:
        status = _status(address)
    except Refused as refusal:
        return Problem(Kind.REFUSED, str(refusal))
    except (TimeoutError, socket.gaierror):
        return Problem(Kind.NO_ANSWER, "The server does not answer, or no server has that name.")
    except ssl.SSLError as error:
        return Problem(Kind.NO_ANSWER, f"The connection is not safe: {error.reason or error}.")
    except (OSError, HTTPException, ValueError) as error:
        return Problem(Kind.NO_ANSWER, f"The server breaks off: {error or type(error).__name__}."[:300])
    if status in (404, 410):
        return Problem(Kind.NOTHING if status == 404 else Kind.GONE, f"The server answers {status}.")
    return (
        Problem(Kind.NO_ANSWER, f"The server answers {status}.")
        if status >= 400 and status not in SHY
        else None
    )


def _status(address: str) -> int:
    for _ in range(MOST_HOPS):
        status, location = _asked("HEAD", address)
        if status >= 400:
            status, location = _asked("GET", address)
        if not (300 <= status < 400 and location):
            return status
        address = urljoin(address, location)
    raise Refused(f"It leads on more than {MOST_HOPS} times.")


def _asked(method: str, address: str) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"It leads on to {address[:200]}, which is not a web page.")
    connection = _connection(parts.scheme, parts.hostname, parts.port)
    bell = Timer(LONGEST, _hang_up, [connection])
    try:
        bell.start()
        connection.request(method, _target(parts), headers=HEADERS)
        response: HTTPResponse = connection.getresponse()
        return response.status, response.headers.get("Location") or ""
    finally:
        bell.cancel()
        connection.close()


def _hang_up(connection: HTTPConnection) -> None:
    if connection.sock:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _target(parts: Any) -> str:
    return quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/%:=&?~#+!$,;'@()*[]")


def _connection(scheme: str, host: str, port: int | None) -> HTTPConnection:
    kind, usual = (HTTPSConnection, 443) if scheme == "https" else (HTTPConnection, 80)
    number = port or usual
    numeric = public_address(host, number)
    connection = kind(host, number, timeout=TIMEOUT)
    connection._create_connection = lambda _, *rest: socket.create_connection((numeric, number), *rest)  # type: ignore[attr-defined]
    return connection


def public_address(host: str, port: int) -> str:
    """The number of the host, if all that its name means is in the open internet."""
    found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not all(is_public(numeric) for numeric in found):
        raise Refused(f"{host} is an address inside of a network, which is not asked.")
    return sorted(found, key=lambda numeric: ":" in numeric)[0]


def is_public(numeric: str) -> bool:
    address = ipaddress.ip_address(numeric.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if within := address.ipv4_mapped or address.sixtofour or _translated(address):
            return is_public(str(within))
        if any(address in network for network in _NOBODYS):
            return False
    return address.is_global and not address.is_multicast


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """What stands at the end, where a network speaks to the old internet in this way (NAT64, RFC 6052)."""
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
