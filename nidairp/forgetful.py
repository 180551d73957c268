"""Redis as a cache that the site can do without: while it does not answer, everything is forgotten.

What is kept there can be made anew. After a failure it is left alone for some seconds, so that nobody waits
for it at each turn; `/healthz` says that it does not answer.
"""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as Gone
from redis.exceptions import TimeoutError as Silent

logger = logging.getLogger(__name__)
#: Seconds.
LEFT_ALONE = 5.0


class ForgetfulRedis(RedisCache):
    _until = 0.0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        usual = {"socket_timeout": 1, "socket_connect_timeout": 1}
        super().__init__(server, {**params, "OPTIONS": usual | params.get("OPTIONS", {})})

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._or(False, super().add, *args, **kwargs)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._or(default, super().get, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._or(None, super().set, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._or(False, super().touch, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._or(False, super().delete, *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._or({}, super().get_many, *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._or([], super().set_many, *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._or(None, super().delete_many, *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._or(False, super().has_key, *args, **kwargs)

    def clear(self) -> Any:
        return self._or(False, super().clear)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> Any:
        """As of a key that is not there."""
        counted = self._or(None, super().incr, key, delta, version)
        if counted is None:
            raise ValueError(f"Key '{key}' not found.")
        return counted

    def _or(self, otherwise: Any, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if monotonic() < ForgetfulRedis._until:
            return otherwise
        try:
            return work(*args, **kwargs)
        except (Gone, Silent):
            ForgetfulRedis._until = monotonic() + LEFT_ALONE
            logger.exception("The cache does not answer: for some seconds nothing is kept in it")
            return otherwise
