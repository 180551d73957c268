"""The manual in the admin: all its headings on one page, and each page whole."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from . import shelf


def contents(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    shown = {**context, "title": "How do I …?", "shelf": shelf.shelf()}
    return render(request, "admin/manual/contents.html", shown)


def page(request: HttpRequest, context: dict[str, Any], name: str) -> HttpResponse:
    if not shelf.is_there(name):
        raise Http404
    shown = shelf.page(name)
    return render(request, "admin/manual/page.html", {**context, "title": shown.title, "page": shown})
