"""Django as the server calls it, with two differences.

What is sent is UTF-8, whatever it says of itself. Every page here is UTF-8, and so is what its forms send.
Django would decode as a request's ``charset`` says, and fails outside of its own error pages where Python has
something of that name which is none.

What is sent is as long as it says. Django takes what a client sent before it went for the whole, and would
save a form that ends in the middle of a text.
"""

import re
from collections.abc import Callable, Iterable
from typing import IO, Any

import django
from django.core.handlers.wsgi import WSGIHandler

CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)


class Handler(WSGIHandler):
    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        kind = environ.get("CONTENT_TYPE", "")
        if ";" in kind:
            environ["CONTENT_TYPE"] = CHARSET.sub("", kind)
        if (length := environ.get("CONTENT_LENGTH", "")).isdecimal() and int(length):
            environ["wsgi.input"] = Announced(environ["wsgi.input"], int(length))
        return super().__call__(environ, start_response)


class Announced:
    """A body of so many bytes; Django makes an `UnreadablePostError` of what is raised here."""

    def __init__(self, source: IO[bytes], length: int) -> None:
        self._source, self._missing = source, length

    def read(self, size: int = -1) -> bytes:
        wanted = self._missing if size < 0 else min(size, self._missing)
        parts: list[bytes] = []
        while wanted:
            parts.append(self._taken(self._source.read(wanted)))
            wanted -= len(parts[-1])
        return b"".join(parts)

    def readline(self, size: int = -1) -> bytes:
        wanted = self._missing if size < 0 else min(size, self._missing)
        return self._taken(self._source.readline(wanted)) if wanted else b""

    def _taken(self, data: bytes) -> bytes:
        if not data:
            raise OSError(f"What was sent broke off {self._missing} bytes before its end")
        self._missing -= len(data)
        return data


def application() -> Handler:
    django.setup(set_prefix=False)
    return Handler()
