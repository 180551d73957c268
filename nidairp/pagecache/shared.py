"""Ready pages in Redis, for all processes of all machines; each keeps its own beside it.

What is read there is believed only if one of our own processes wrote it under this very name: it is signed
with a key that is made from ``SECRET_KEY``. The name holds the content's generation and the release, so pages
of two releases that run side by side never meet. While Redis does not answer, pages are made without it.
"""

import hashlib
import json
import logging
import threading
from secrets import compare_digest
from time import monotonic

import brotli
from django.utils import timezone
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from .entry import BROTLI_QUALITY
from .making import Made

logger = logging.getLogger(__name__)
#: Seconds: to wait for an answer, and to leave Redis alone when none came.
PATIENCE, LEFT_ALONE = 0.25, 5.0
SIGNATURE = 32
#: Of an answer's headers these are one visitor's own.
PASSING = frozenset({"x-request-id"})


class Shared:
    def __init__(self, address: str, secret: str, release: str) -> None:
        self._key = hashlib.blake2b(secret.encode(), person=b"pages", digest_size=64).digest()
        self._release = release
        self._redis = Redis.from_url(
            address,
            socket_timeout=PATIENCE,
            socket_connect_timeout=PATIENCE,
            retry=Retry(NoBackoff(), 1),
        )
        self._until, self._lock = 0.0, threading.Lock()

    def get(self, key: tuple[str, str], generation: str) -> Made | None:
        if monotonic() < self._until:
            return None
        name = self._name(key, generation)
        try:
            data = self._redis.get(name)
        except (RedisError, OSError) as error:
            self._leave_alone(error)
            return None
        return self._opened(name, data) if isinstance(data, bytes) else None

    def put(self, key: tuple[str, str], generation: str, made: Made, until: float) -> None:
        """For as long as it is fresh."""
        seconds = int(until - timezone.now().timestamp())
        if seconds < 1 or monotonic() < self._until:
            return
        name = self._name(key, generation)
        try:
            self._redis.set(name, self._closed(name, made), ex=seconds)
        except (RedisError, OSError) as error:
            self._leave_alone(error)

    def _name(self, key: tuple[str, str], generation: str) -> str:
        asked = hashlib.blake2b("\0".join(key).encode(), digest_size=24).hexdigest()
        return f"page:{self._release}:{generation}:{asked}"

    def _closed(self, name: str, made: Made) -> bytes:
        headers = [pair for pair in made.headers if pair[0].lower() not in PASSING]
        said = json.dumps([made.status, headers, made.begun, made.until]).encode()
        content = said + b"\n" + brotli.compress(made.body, quality=BROTLI_QUALITY)
        return self._signature(name, content) + content

    def _opened(self, name: str, data: bytes) -> Made | None:
        signature, content = data[:SIGNATURE], data[SIGNATURE:]
        if not compare_digest(signature, self._signature(name, content)):
            logger.error(
                "A page in Redis was not written by this site, and is not used: who else writes there?"
            )
            return None
        said, _, body = content.partition(b"\n")
        status, headers, begun, until = json.loads(said)
        pairs = [(header, value) for header, value in headers]
        return Made(status, pairs, brotli.decompress(body), begun, until)

    def _signature(self, name: str, content: bytes) -> bytes:
        digest = hashlib.blake2b(name.encode(), key=self._key, digest_size=SIGNATURE)
        digest.update(b"\0" + content)
        return digest.digest()

    def _leave_alone(self, error: Exception) -> None:
        with self._lock:
            if monotonic() < self._until:
                return
            self._until = monotonic() + LEFT_ALONE
        logger.warning("Redis does not answer (%s): pages are not shared meanwhile", type(error).__name__)
