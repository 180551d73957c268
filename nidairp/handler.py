"""Django as the server calls it, with one difference: what is sent is UTF-8, whatever it says of itself.

Every page here is UTF-8, and so is what its forms send. Django would decode as a request's ``charset`` says,
and fails outside of its own error pages where Python has something of that name which is none.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler

CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)


class Handler(WSGIHandler):
    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        kind = environ.get("CONTENT_TYPE", "")
        if ";" in kind:
            environ["CONTENT_TYPE"] = CHARSET.sub("", kind)
        return super().__call__(environ, start_response)


def application() -> Handler:
    django.setup(set_prefix=False)
    return Handler()
