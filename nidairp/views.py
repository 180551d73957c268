"""Small answers that belong to no app: what robots, researchers of faults and watchdogs ask for."""

import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

#: Less than a year, as the standard advises.
SECURITY_TXT_HOLDS = datetime.timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a fault (RFC 9116); made anew each day, so it never runs out."""
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + SECURITY_TXT_HOLDS
    lines = [
        *(f"Contact: {address}" for address in settings.SECURITY_CONTACTS),
        f"Expires: {expires.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        f"Policy: {settings.SECURITY_POLICY_URL}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when database and cache answer and no migration waits, else 503, saying which."""
    faults = [name for name, answers in CHECKS.items() if not _holds(answers)]
    if faults:
        return HttpResponse(", ".join(faults) + "\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def _holds(answers) -> bool:
    try:
        return answers()
    except Exception:  # noqa: BLE001 - whatever is wrong with a part, this page says so
        return False


def _migrated() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache_answers() -> bool:
    cache.set("healthz", "ok", 10)
    return cache.get("healthz") == "ok"


CHECKS = {"database or migrations": _migrated, "cache": _cache_answers}
