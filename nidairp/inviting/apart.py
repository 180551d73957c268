"""What is done after the answer: one after the other, on one thread, however many ask at once.

The thread ends when nothing is left to do. It is no daemon: a process that ends first does what it promised.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable

from django.db import connections

logger = logging.getLogger(__name__)
Work = Callable[[str], None]
#: So many wait at most: a server for mail that says nothing takes ten seconds for each.
MOST = 20

_lock = threading.Lock()
_waiting: deque[tuple[Work, str]] = deque()
_worker: threading.Thread | None = None


def later(work: Work, typed: str) -> None:
    global _worker  # noqa: PLW0603 - one for the process
    with _lock:
        if len(_waiting) >= MOST:
            logger.error("Too many wait for a link to choose a password: one was left out.")
            return
        _waiting.append((work, typed))
        if _worker is None:
            worker = threading.Thread(target=_all, name="password-link")
            worker.start()
            _worker = worker


def _all() -> None:
    while one := _next():
        _done(*one)


def _next() -> tuple[Work, str] | None:
    global _worker  # noqa: PLW0603 - one for the process
    with _lock:
        if _waiting:
            return _waiting.popleft()
        _worker = None
        return None


def _done(work: Work, typed: str) -> None:
    try:
        work(typed)
    except Exception:
        logger.exception("A link to choose a password could not be made.")
    finally:
        connections.close_all()
