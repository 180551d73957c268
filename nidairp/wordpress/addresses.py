"""The old site's addresses: which are its own, and what each of them led to. Pure.

One thing has many: a permalink, a short form with a number (``?p=12``), the page of an attachment, the file
and its smaller sizes, archives and feeds.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from nidairp.redirects.paths import normalised
from nidairp.redirects.variants import variants

UPLOADS = "/wp-content/uploads/"
#: A service of WordPress.com that makes smaller sizes of pictures, with the picture's own address in its own.
_RESIZED = re.compile(r"^(?:https?:)?//i\d\.wp\.com/", re.I)
_IN_PASSING = re.compile(r"(?:replytocom|like_comment|unapproved|moderation-hash|share|nb|[fg]clid|utm_\w+)$")
_PLACE = re.compile(r"[\w.:~%-]{1,100}")
_MADE = re.compile(r"respond|comments?|comment-\d+|more-\d+|top", re.I)
_NUMBERED = ("p", "page_id", "attachment_id")


class Target(NamedTuple):
    """``item`` with its number, ``taxon`` with taxonomy and slug, or ``home``."""

    kind: str
    key: str = ""


class Local(NamedTuple):
    path: str
    query: dict[str, str]
    fragment: str

    @property
    def meant(self) -> dict[str, str]:
        """The query without what only says how somebody came there, or what they were about to do."""
        return {name: value for name, value in self.query.items() if not _IN_PASSING.match(name)}

    @property
    def anchor(self) -> str:
        """The place on the page, save those that WordPress makes: comments, what follows a teaser."""
        is_place = _PLACE.fullmatch(self.fragment) and not _MADE.fullmatch(self.fragment)
        return f"#{self.fragment}" if is_place else ""


@dataclass(slots=True)
class OldSite:
    """Its name is how runs know it again; with and without ``www.`` and ``https`` it is the same."""

    host: str
    prefix: str = ""

    @classmethod
    def of(cls, address: str) -> "OldSite":
        parts = _split(address)
        host = (parts.hostname or "") if parts else ""
        return cls(host.removeprefix("www."), unquote(parts.path).rstrip("/") if parts else "")

    @property
    def name(self) -> str:
        return f"{self.host}{self.prefix}"

    def local(self, address: str) -> Local | None:
        """What the address asks the old site for; None for what is elsewhere, or no address."""
        parts = _split(address.strip())
        if parts is None or parts.scheme not in ("", "http", "https"):
            return None
        if parts.netloc and (parts.hostname or "").removeprefix("www.") != self.host:
            return None
        if not parts.netloc and not address.lstrip().startswith(("/", "?")):
            return None
        path = unquote(parts.path) or f"{self.prefix}/"
        return Local(path, dict(parse_qsl(parts.query)[:20]), parts.fragment)


def _split(address: str):
    try:
        parts = urlsplit(address)
        parts.hostname  # noqa: B018 - it is looked at only when asked for
    except ValueError:
        return None
    return parts


@dataclass(slots=True)
class Index:
    """What stood at each address; of two things at one, the first."""

    site: OldSite
    paths: dict[str, Target] = field(default_factory=dict)
    queries: dict[tuple[str, str], Target] = field(default_factory=dict)
    #: Of items, each of which is found by its number in any of three ways.
    numbers: set[int] = field(default_factory=set)
    #: Files by their whole address without its scheme, for they may lie on another host.
    files: dict[str, Target] = field(default_factory=dict)

    def add(self, address: str, target: Target) -> None:
        local = self.site.local(address)
        if local is None:
            return
        if not any(name in local.query for name in _NUMBERED):
            self.paths.setdefault(normalised(local.path), target)

    def add_query(self, name: str, value: str, target: Target) -> None:
        self.queries.setdefault((name, value.lower()), target)

    def add_file(self, address: str, target: Target) -> None:
        self.files.setdefault(_bare(address), target)
        self.add(address, target)

    def target(self, address: str) -> Target | None:
        """What an address leads to; smaller sizes of pictures and pages of lists to the whole."""
        address = _RESIZED.sub("https://", address.strip())
        local = self.site.local(address)
        if local is None:
            return _first(self.files, [_bare(address), *variants(_bare(address))])
        for name, value in local.query.items():
            if name in _NUMBERED and value.isascii() and value.isdigit() and int(value[:18]) in self.numbers:
                return Target("item", value)
            if found := self.queries.get((name, value.lower())):
                return found
        home = normalised(f"{self.site.prefix}/")
        if normalised(local.path) == home:
            return Target("home")
        return _first(self.paths, [normalised(path) for path in (local.path, *variants(local.path))])


def _first(known: dict[str, Target], keys: Iterable[str]) -> Target | None:
    return next((known[key] for key in keys if key in known), None)


def _bare(address: str) -> str:
    plain = re.sub(r"^(?:https?:)?//(?:www\.)?", "", unquote(_RESIZED.sub("//", address.strip())), flags=re.I)
    return plain.partition("?")[0].partition("#")[0].lower()
