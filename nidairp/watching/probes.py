"""Whether this process should be sent requests, for load balancers and for those who are woken at night.

They ask by number and not by name, so this is answered before anybody looks at ``Host``.
"""

import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse

from nidairp.generation.carried import SILENT

Check = Callable[[], bool]


class Migrations:
    """To look through all migrations takes a tenth of a second: once they were all there, a query will do."""

    def __init__(self) -> None:
        self._complete: set[tuple[str, str]] = set()

    def __call__(self) -> bool:
        connection = connections[DEFAULT_DB_ALIAS]
        applied = set(MigrationRecorder(connection).applied_migrations())
        if not self._complete or not self._complete <= applied:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                return False
            self._complete = applied
        return True


def _cache_answers() -> bool:
    token = secrets.token_hex(8)
    cache.set(f"healthz-{token}", token, 10)
    return cache.get(f"healthz-{token}") == token


def _storage_takes_files() -> bool:
    name = default_storage.save(f"probe-{secrets.token_hex(8)}.part", ContentFile(b"ok"))
    default_storage.delete(name)
    return True


_migrations = Migrations()
ESSENTIAL: dict[str, Check] = {"database or migrations": _migrations, "cache": _cache_answers}
ALL: dict[str, Check] = ESSENTIAL | {"storage": _storage_takes_files}


def healthz(request: HttpRequest) -> HttpResponse:
    """200 when database and cache answer and no migration waits, else 503, saying which."""
    faults = [name for name, check in ESSENTIAL.items() if not _holds(check, request)]
    return _answer(", ".join(faults) or "ok", bad=bool(faults))


def readyz(request: HttpRequest) -> HttpResponse:
    """The same and the storage, each part on a line of its own: what an editor needs too."""
    found = {name: _holds(check, request) for name, check in ALL.items()}
    lines = [f"{name}: {'ok' if holds else 'failed'}" for name, holds in found.items()]
    return _answer("\n".join(lines), bad=not all(found.values()))


def livez(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked. A process that does not should be started again."""
    return _answer("ok", bad=False)


def _holds(check: Check, request: HttpRequest) -> bool:
    if check is _migrations and request.META.get(SILENT):
        return False  # and nobody waits to find that out once more
    try:
        return check()
    except Exception:  # noqa: BLE001 - whatever is wrong with a part, this page says so
        return False


def _answer(text: str, *, bad: bool) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=503 if bad else 200, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response
