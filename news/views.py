"""The public pages of the news: all of it, one category, one article."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import schema_org
from .models import Category, Post, PostQuerySet, Tag

PER_PAGE = 20
ALL_NEWS = "News Main"


@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    return _list(request, Post.objects.for_lists(), None)


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Category, slug=slug)
    parts = shown.with_parts()
    rows = Post.objects.for_lists()
    return _list(
        request, rows.filter(category__in=parts) if len(parts) > 1 else rows.filter(category=shown), shown
    )


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Tag, slug=slug)
    return _list(request, Post.objects.for_lists().filter(tags=shown), shown)


@require_safe
def post(request: HttpRequest, category: str, slug: str) -> HttpResponse:
    rows = Post.objects.published().select_related("category", "figure")
    shown = get_object_or_404(rows, category__slug=category, slug=slug)
    return render(
        request,
        "news/post_detail.html",
        {
            "post": shown,
            "publications": shown.cited(),
            "tags": shown.tags.all(),
            "files": shown.files.select_related("document"),
            "data": schema_org.render(shown),
            "breadcrumb": shown.breadcrumb(),
        },
    )


def _list(request: HttpRequest, rows: PostQuerySet, shown: Category | Tag | None) -> HttpResponse:
    trail = [{"title": ALL_NEWS, "url": reverse("news:list")}]
    above = shown.lineage()[::-1] if isinstance(shown, Category) else []
    trail += [{"title": one.name, "url": one.get_absolute_url()} for one in (*above, shown) if one]
    return render(
        request,
        "news/post_list.html",
        {
            "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "category": shown,
            "title": shown.name if shown else ALL_NEWS,
            "description": shown.description if shown else "",
            "breadcrumb": trail,
        },
    )
