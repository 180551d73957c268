"""Many new names compared while the page shows how far it is, in a thread of the process that was asked.

Nothing is lost when it stops in the middle: what is not compared yet is taken up by whoever looks next.
"""

import logging
from threading import Lock, Thread

from django.db import connections

from publications.merging.suggesting import compare_next

logger = logging.getLogger(__name__)
_lock = Lock()
_threads: list[Thread] = []


def start() -> Thread:
    """The thread that compares names: the one at work, or a new one."""
    with _lock:
        if not _threads or not _threads[0].is_alive():
            _threads[:] = [Thread(target=_compare_all, name="compare-authors", daemon=True)]
            _threads[0].start()
        return _threads[0]


def _compare_all() -> None:
    try:
        while compare_next():
            pass
    except Exception:
        # The next look at the page begins again.
        logger.exception("Authors could not be compared.")
    finally:
        connections.close_all()
