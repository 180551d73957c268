"""Django as the server calls it, with three differences.

What is sent is UTF-8, whatever it says of itself. Every page here is UTF-8, and so is what its forms send.
Django would decode as a request's ``charset`` says, and fails outside of its own error pages where Python has
something of that name which is none.

What is sent is as long as it says. Django takes what a client sent before it went for the whole, and would
save a form that ends in the middle of a text.

What the page cache asks for is asked in nobody's name, so it passes by what looks at who asks.
"""

import re
from collections.abc import Callable, Iterable
from typing import IO, Any

import django
from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from nidairp.apps import SiteAdminConfig
from nidairp.generation.carried import NOBODYS

CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)
#: What goes by what somebody sent, or has already: a third of all that stands between a request and its view.
ABOUT_VISITORS = frozenset(
    {
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.middleware.gzip.GZipMiddleware",
        "django.middleware.http.ConditionalGetMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django_otp.middleware.OTPMiddleware",
        "nidairp.second_factor.middleware.SecondFactorMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "simple_history.middleware.HistoryRequestMiddleware",
        "axes.middleware.AxesMiddleware",
    }
)
Answer = Callable[[HttpRequest], HttpResponse]


class Handler(WSGIHandler):
    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        kind = environ.get("CONTENT_TYPE", "")
        if ";" in kind:
            environ["CONTENT_TYPE"] = CHARSET.sub("", kind)
        if (length := environ.get("CONTENT_LENGTH", "")).isdecimal() and int(length):
            environ["wsgi.input"] = Announced(environ["wsgi.input"], int(length))
        return super().__call__(environ, start_response)

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async)
        whole: Answer = self._middleware_chain
        short: Answer = convert_exception_to_response(self._get_response)
        for name in reversed(settings.MIDDLEWARE):
            if name not in ABOUT_VISITORS:
                short = convert_exception_to_response(import_string(name)(short))

        def answer(request: HttpRequest) -> HttpResponse:
            return (short if NOBODYS in request.META else whole)(request)

        self._middleware_chain = answer


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
    SiteAdminConfig.waits = True
    django.setup(set_prefix=False)
    return Handler()
