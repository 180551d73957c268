"""What the site does when an import has written, or taken back, many publications. Nobody here knows what.

It may take minutes, and the import is done and told of before it.
"""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)

Work = Callable[[], object]
_works: list[Work] = []


def plug_in(work: Work) -> None:
    _works.append(work)


def follow() -> None:
    """Does it all. What goes wrong is logged: the import is none the worse."""
    for work in _works:
        try:
            work()
        except Exception:
            logger.exception("What follows a large import failed.")
