"""Pages that mix apps, and the small ones that belong to none."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
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
    # Another address than the usual one is not told to everybody who asks.
    admin = ["Disallow: /admin/"] if settings.ADMIN_URL == "admin/" else []
    lines = ["User-agent: *", *admin, f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """What went wrong on our side; while the database does not answer, that it will be over.

    Both pages are files without a question to anybody: whatever is down, they can be shown.
    """
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = "30"
        return response
    return HttpResponse(render_to_string("500.html"), status=500)
