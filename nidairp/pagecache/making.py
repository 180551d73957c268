"""A page is made by Django from a request of our own: of the visitor's only path and query are in it."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from nidairp.generation.carried import GENERATION, LASTS_UNTIL, NOBODYS
from nidairp.redirects.middleware import WHOLE_QUERY

from .asking import Asked, is_ours

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
#: What a page may be, kept for anybody.
KINDS = (
    "text/html",
    "text/plain",
    "text/xml",
    "text/x-bibliography",
    "application/xml",
    "application/atom+xml",
    "application/rss+xml",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/vnd.citationstyles.csl+json",
)
#: What the answer may say to depend on, for the request that it was made from had none of it.
HARMLESS = frozenset({"accept-encoding"})
LARGEST = 4 * 1024 * 1024


@dataclass(slots=True)
class Made:
    """An answer of Django, whole."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    begun: float
    #: The next moment at which the site changes by itself; None where that is not known.
    until: float | None

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    def may_be_kept(self, is_negotiated: bool) -> bool:
        """In doubt it may not."""
        said = self.header("cache-control").lower()
        varies = {part.strip().lower() for part in self.header("vary").split(",") if part.strip()}
        return (
            self.status.startswith("200 ")
            and self.until is not None
            and len(self.body) <= LARGEST
            and self.header("content-type").partition(";")[0] in KINDS
            and not any(word in said for word in ("private", "no-store"))
            and not any(key.lower() in ("set-cookie", "content-encoding") for key, _ in self.headers)
            and "nonce-" not in self.header("content-security-policy")
            and varies <= (HARMLESS | {"accept"} if is_negotiated else HARMLESS)
        )


def make(application: Application, environ: Mapping[str, Any], asked: Asked, generation: str) -> Made:
    request = request_of_our_own(environ, asked, generation)
    begun = timezone.now().timestamp()
    said: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        said[:] = [status, headers]

    parts = application(request, start_response)
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    status, headers = said
    return Made(status, headers, body, begun, request.get(LASTS_UNTIL))


def request_of_our_own(environ: Mapping[str, Any], asked: Asked, generation: str) -> dict[str, Any]:
    """To the site's own address, by nobody, who takes HTML and knows no compression."""
    site = urlsplit(settings.SITE_URL)
    request = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": asked.path,
        "QUERY_STRING": asked.query,
        "SERVER_NAME": site.hostname or "",
        "SERVER_PORT": str(site.port or (443 if settings.TLS else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": site.netloc if is_ours(site.netloc) else settings.ALLOWED_HOSTS[0].lstrip("."),
        "HTTP_ACCEPT": "text/html",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": environ.get("wsgi.errors", sys.stderr),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        NOBODYS: True,
        GENERATION: generation,
        WHOLE_QUERY: environ.get("QUERY_STRING", ""),
    }
    if number := environ.get("HTTP_X_REQUEST_ID"):
        request["HTTP_X_REQUEST_ID"] = number  # for the log; in no page
    if settings.TLS:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        request[name] = value
    return request
