"""Links into this site: told from its addresses and rows, without asking the network or the views."""

from collections.abc import Iterable
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from nidairp.editing import anchors, linking
from nidairp.redirects.answering import answer
from nidairp.redirects.live import live, standing_at

from .problems import Kind, Problem

#: What leads to no page, and so cannot be broken here.
ELSEWHERE = ("mailto:", "tel:", "data:")
#: In the place of the whole address of what is none.
NONE = "?"


def whole(base: str, href: str) -> str:
    """The whole address of a link on the page ``base``, or ``NONE``; empty for what leads to no page."""
    href = href.strip()
    if linking.read(href):
        return href
    if href.lower().startswith(ELSEWHERE) or href in ("#", "#top"):
        return ""
    try:
        address = urljoin(settings.SITE_URL + base, href)
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname else NONE
    except ValueError:
        return NONE


def is_inside(address: str) -> bool:
    if linking.read(address):
        return True
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower() == settings.SITE_URL.lower()


def problems(addresses: Iterable[str]) -> dict[str, Problem]:
    """Of whole addresses into this site, those that do not lead to a page; most are told in a few queries."""
    addresses = set(addresses)
    named = {address: reference for address in addresses if (reference := linking.read(address))}
    return _of_rows(named) | _of_paths(addresses - named.keys())


def _of_rows(named: dict[str, linking.Reference]) -> dict[str, Problem]:
    """Links that name what they lead to, and follow it when it moves."""
    public, there = linking.public(named.values()), linking.existing(named.values())
    found = {}
    for address, reference in named.items():
        if reference in there and reference not in public:
            found[address] = _unpublished(there[reference])
        elif reference not in there:
            found[address] = Problem(Kind.NOTHING, "What it leads to was deleted.")
        elif problem := _no_such_place(address, public[reference]):
            found[address] = problem
    return found


def _of_paths(addresses: Iterable[str]) -> dict[str, Problem]:
    paths = {address: unquote(urlsplit(address).path) or "/" for address in addresses}
    there = live(paths.values())
    found = {
        address: _at(address, path, there[path]) if path in there else _dead(path)
        for address, path in paths.items()
    }
    return {address: problem for address, problem in found.items() if problem}


def _no_such_place(address: str, row: Model | object) -> Problem | None:
    """Where a text has headings, those are its places; what stands around a text has names of its own."""
    place = unquote(urlsplit(address).fragment)
    body = getattr(row, "body", None)
    if body is None or not anchors.lacks(body, place):
        return None
    return Problem(Kind.NOTHING, f"There is no heading called “{place}” in “{row}”.")


def _at(address: str, path: str, row: Model | object) -> Problem | None:
    return _for_editors(path) or _no_such_place(address, row)


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
        return _unpublished(row)
    return Problem(Kind.NOTHING, f"There is no page at {path}.")


def _unpublished(row: Model) -> Problem:
    return Problem(Kind.UNPUBLISHED, f"The {row._meta.verbose_name} “{row}” is not public.")
