"""Who asks for a page that may be kept, and under which key. Whatever is unusual goes by the cache."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http.request import split_domain_port, validate_host

from nidairp.redirects.paths import asks_for_another
from publications.downloads import HTML, OFFERED
from publications.negotiation import preferred

from .addresses import known, query_of


@dataclass(slots=True)
class Asked:
    """A page that anybody may see, and how the visitor would have it."""

    path: str
    query: str
    encoding: str
    known_etag: str
    is_head: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.path, self.query


def asked(environ: Mapping[str, Any]) -> Asked | None:
    """None for what goes by the cache."""
    path = environ["PATH_INFO"]
    if not _is_plain(environ) or not path.isascii() or (address := known(path)) is None:
        return None
    if address.is_negotiated and not wants_html(environ.get("HTTP_ACCEPT", "")):
        return None
    text = environ.get("QUERY_STRING", "")
    if path == "/" and asks_for_another(text):
        return None
    query = query_of(text, address.parameters) if text and address.parameters else ""
    if query is None or "%00" in text:
        return None
    return Asked(
        path=path,
        query=query,
        encoding=encoding_of(environ.get("HTTP_ACCEPT_ENCODING", "")),
        known_etag=environ.get("HTTP_IF_NONE_MATCH", ""),
        is_head=environ["REQUEST_METHOD"] == "HEAD",
    )


def _is_plain(environ: Mapping[str, Any]) -> bool:
    """A question by a stranger, in the usual form, to this site."""
    cookies = environ.get("HTTP_COOKIE", "")
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and "HTTP_AUTHORIZATION" not in environ
        and not (cookies and any(name in cookies for name in (settings.SESSION_COOKIE_NAME, MESSAGES)))
        and not environ.get("SCRIPT_NAME")
        and is_ours(environ.get("HTTP_HOST", ""))
        and (not settings.TLS or is_secure(environ))
    )


MESSAGES = CookieStorage.cookie_name


def is_secure(environ: Mapping[str, Any]) -> bool:
    """As Django sees it; in doubt Django answers, with a redirect."""
    name, value = settings.SECURE_PROXY_SSL_HEADER
    return environ.get(name) == value


@lru_cache(maxsize=64)
def is_ours(host: str) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


@lru_cache(maxsize=256)
def wants_html(accept: str) -> bool:
    found = preferred(accept, OFFERED)
    return found is not None and found.media_type == HTML


@lru_cache(maxsize=256)
def encoding_of(accepted: str) -> str:
    """The best of what a browser takes; none for whoever names none."""
    names = {}
    for part in accepted.lower().split(","):
        name, _, rest = part.partition(";")
        names[name.strip()] = rest.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in ("br", "gzip") if names.get(name)), "")
