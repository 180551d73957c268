"""Pages that mix apps, and the small ones that belong to none."""

from django.conf import settings
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.models import Category, Post

FEATURED = "featured-paper-of-the-month"
HOT = "hot-off-the-press"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    newest = Post.objects.for_lists()
    featured = newest.filter(category__slug=FEATURED).first()
    hot = list(newest.filter(category__slug=HOT)[:3])
    shown = [post.pk for post in (featured, *hot) if post]
    return render(
        request,
        "home.html",
        {
            "featured": featured,
            "hot": hot,
            "latest": newest.exclude(pk__in=shown)[:6],
            "categories": Category.objects.all(),
        },
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
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
