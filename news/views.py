"""The public pages of the news: all of it, one category, one article."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import schema_org
from .models import Category, Post, PostQuerySet

PER_PAGE = 20
ALL_NEWS = "News Main"


@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    return _list(request, Post.objects.for_lists(), None)


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Category, slug=slug)
    return _list(request, Post.objects.for_lists().filter(category=shown), shown)


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
            "files": shown.files.select_related("document"),
            "data": schema_org.render(shown),
            "breadcrumb": shown.breadcrumb(),
        },
    )


def _list(request: HttpRequest, rows: PostQuerySet, category: Category | None) -> HttpResponse:
    trail = [{"title": ALL_NEWS, "url": reverse("news:list")}]
    if category:
        trail.append({"title": category.name, "url": category.get_absolute_url()})
    return render(
        request,
        "news/post_list.html",
        {
            "page_obj": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "category": category,
            "title": category.name if category else ALL_NEWS,
            "description": category.description if category else "",
            "breadcrumb": trail,
        },
    )
