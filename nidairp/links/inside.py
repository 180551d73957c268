"""Links into this site: told from its addresses and rows, without asking the network or the views."""

from collections.abc import Iterable
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.urls import reverse

from nidairp.redirects.answering import answer
from nidairp.redirects.live import live, standing_at

from .problems import Kind, Problem

#: What leads to no page, and so cannot be broken here.
ELSEWHERE = ("mailto:", "tel:", "data:", "#")
#: In the place of the whole address of what is none.
NONE = "?"


def whole(base: str, href: str) -> str:
    """The whole address of a link on the page ``base``, or ``NONE``; empty for what leads to no page."""
    href = href.strip()
    if href.lower().startswith(ELSEWHERE):
        return ""
    try:
        address = urljoin(settings.SITE_URL + base, href)
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else NONE
    except ValueError:
        return NONE


def is_inside(address: str) -> bool:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower() == settings.SITE_URL.lower()


def problems(addresses: Iterable[str]) -> dict[str, Problem]:
    """Of whole addresses into this site, those that do not lead to a page; most are told in a few queries."""
    paths = {address: unquote(urlsplit(address).path) or "/" for address in addresses}
    there = live(paths.values())
    found = {address: _for_editors(path) if path in there else _dead(path) for address, path in paths.items()}
    return {address: problem for address, problem in found.items() if problem}


def _for_editors(path: str) -> Problem | None:
    if path.startswith(reverse("admin:index")):
        return Problem(Kind.EDITORS, "It leads into the editors’ pages, which ask for a password.")
    return None


def _dead(path: str) -> Problem | None:
    led = answer(path)
    if led:
        return None if led.address else Problem(Kind.GONE, f"{path} says that its page was taken down (410).")
    row = standing_at(path)
    if row is not None:
        return Problem(Kind.UNPUBLISHED, f"The {row._meta.verbose_name} “{row}” is not public.")
    return Problem(Kind.NOTHING, f"There is no page at {path}.")
