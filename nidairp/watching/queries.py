"""Counts the queries of each request, and writes down the slow ones without their values.

What commands ask, migrations for one, may take its time.
"""

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from .current import current

logger = logging.getLogger(__name__)
#: So much of a statement is enough to know it by.
SHOWN = 2000


def watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(timed)


def timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    begun = perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        taken = perf_counter() - begun
        request = current.get()
        if request is not None:
            request.queries += 1
            request.query_seconds += taken
        if request is not None and taken * 1000 >= settings.SLOW_QUERY_MS > 0:
            shown = {"ms": round(taken * 1000), "sql": str(sql)[:SHOWN]}
            logger.warning("A query took %(ms)s ms: %(sql)s", shown, extra=shown)
