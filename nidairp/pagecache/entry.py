"""A kept page, ready in each form that it is asked for: plain, gzip, Brotli, or "you have it"."""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from time import time
from typing import Any

import brotli

from .asking import Asked
from .making import Made

#: About what is packed well for what it costs; each body is packed once, when somebody first wants it so.
GZIP_LEVEL, BROTLI_QUALITY = 6, 5
_PACKED = {
    "gzip": lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0),
    "br": lambda body: brotli.compress(body, quality=BROTLI_QUALITY),
}
_UNPACKED = {"gzip": gzip.decompress, "br": brotli.decompress}
#: A body smaller than this gains nothing.
SMALLEST = 500
#: About what a page takes beside its bodies, in bytes.
AROUND = 3000
#: Said anew for each form, or of no other answer than the one that was made.
NOT_KEPT = frozenset("content-length content-encoding date etag server vary x-request-id".split())
#: For others who keep pages, if they know RFC 9213.
SHARED = [("CDN-Cache-Control", "max-age=1, stale-while-revalidate=10, stale-if-error=86400")]


class Entry:
    __slots__ = (
        "begun",
        "bodies",
        "etag",
        "fresh_until",
        "generation",
        "headers",
        "length",
        "not_modified",
        "size",
        "until",
        "weighed",
    )

    def __init__(self, made: Made, generation: str, fresh_until: float, older: "Entry | None") -> None:
        self.generation, self.begun = generation, made.begun
        self.until = made.until or 0.0
        self.fresh_until = fresh_until
        self.etag = f'W/"{hashlib.blake2b(made.body, digest_size=12).hexdigest()}"'
        self.length = len(made.body)
        #: As what the store counts it.
        self.weighed = 0
        #: What somebody has wanted of the page's forms; the plain one only until a packed one is there.
        self.bodies = older.bodies if older and older.etag == self.etag else {"": made.body}
        vary = ", ".join(filter(None, (_without_encoding(made.header("vary")), "Accept-Encoding")))
        kept = [_shared(name, value) for name, value in made.headers if name.lower() not in NOT_KEPT]
        if not made.header("cache-control"):
            kept.append(("Cache-Control", "no-cache"))
        self.headers = [*kept, ("ETag", self.etag), ("Vary", vary), *SHARED]
        self.not_modified = [pair for pair in self.headers if not pair[0].lower().startswith("content-type")]
        self._measure()

    def _measure(self) -> None:
        """About what it takes in memory: its forms, and what is around them."""
        self.size = sum(map(len, self.bodies.values())) + AROUND

    def is_fresh(self, generation: str, now: float) -> bool:
        """A clock that was set back makes a page as unfit as one that goes on past the next moment."""
        return self.generation == generation and self.begun <= now < self.fresh_until

    def answer(self, asked: Asked, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if asked.known_etag and self._is_known(asked.known_etag):
            start_response("304 Not Modified", [*self.not_modified, for_this_second()])
            return []
        encoding = asked.encoding if self.length >= SMALLEST else ""
        body = self.bodies.get(encoding) or self._in_form(encoding)
        headers = [*self.headers, for_this_second(), ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        start_response("200 OK", headers)
        return [] if asked.is_head else [body]

    def _in_form(self, encoding: str) -> bytes:
        there = self.bodies
        plain = there.get("")
        if plain is None:
            plain = next(_UNPACKED[known](body) for known, body in there.items())
        body = _PACKED[encoding](plain) if encoding else plain
        kept = {known: old for known, old in there.items() if known or not encoding}
        self.bodies = {**kept, encoding: body}
        self._measure()
        return body

    def _is_known(self, etags: str) -> bool:
        """The weak comparison that If-None-Match asks for."""
        return self.etag[2:] in etags or etags.strip() == "*"


@lru_cache(maxsize=256)
def _shared(name: str, value: str) -> tuple[str, str]:
    """Pages say the same in most of their headers: once for all of them."""
    return name, value


def for_this_second() -> tuple[str, str]:
    """Until when nginx, which keeps nothing unasked, keeps an answer. It counts in whole seconds: for "1" it
    would keep one for up to two.
    """
    return "X-Accel-Expires", f"@{int(time())}"


def _without_encoding(vary: str) -> str:
    parts = (part.strip() for part in vary.split(","))
    return ", ".join(part for part in parts if part.lower() != "accept-encoding")
