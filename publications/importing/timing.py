"""How long each step of an import took, in the log: whoever counts such things reads it there."""

import logging
from collections.abc import Callable
from functools import wraps
from time import perf_counter
from typing import ParamSpec, TypeVar

logger = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")


def timed(step: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorated(work: Callable[P, R]) -> Callable[P, R]:
        @wraps(work)
        def working(*args: P.args, **kwargs: P.kwargs) -> R:
            begun = perf_counter()
            result = work(*args, **kwargs)
            said = {"import_step": step, "seconds": round(perf_counter() - begun, 3)}
            logger.info("Import: %(import_step)s took %(seconds)s s", said, extra=said)
            return result

        return working

    return decorated
