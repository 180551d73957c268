"""What is made for one visitor alone draws its menus no more often than what is kept for all.

A public page says the same to somebody who is logged in, but for the link to its form. So its parts may be
kept by the content's generation (``generation.keeping``) whoever asks for it. Only such pages: a preview
shows what is not public yet.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from nidairp import maintenance
from nidairp.generation.carried import GENERATION, SILENT
from nidairp.generation.reading import Reader, Unreadable

from .addresses import known
from .making import Application


class Passing:
    """Stands right before Django, behind the page cache where there is one."""

    def __init__(self, application: Application) -> None:
        self.application = application
        #: The primary's, also where replicas are: who has just changed something reads where it was written.
        self.read = Reader()
        self._closed = maintenance.mark()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if GENERATION not in environ and self._is_public(environ):
            with suppress(Unreadable):  # Django says so itself
                environ[GENERATION] = self.read()
        if self.read.is_silent:
            environ = {**environ, SILENT: True}
        return self.application(environ, start_response)

    def _is_public(self, environ: dict[str, Any]) -> bool:
        path = environ["PATH_INFO"]
        is_read = environ["REQUEST_METHOD"] in ("GET", "HEAD") and path.isascii()
        return is_read and known(path) is not None and not self._closed.exists()
