"""The public pages of the news: all of it, one category, one article."""

from collections.abc import Callable
from functools import partial

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.views.decorators.http import require_safe

from nidairp.generation.keeping import Keeping, of
from nidairp.prepared import Prepared

from . import archive, schema_org
from .around import around
from .models import Category, Event, Post, PostQuerySet, Tag

PER_PAGE = 20
Asking = Callable[..., list[Post]]
ARTICLE = Prepared(lambda category, slug: Post.objects.for_page().filter(category__slug=category, slug=slug))
CATEGORY = Prepared(lambda slug: Category.objects.with_others().filter(slug=slug))
ALL_NEWS = "News Main"
#: Of so many lists and archives.
_LENGTHS: Keeping[int] = Keeping(2000, state=of("news"))


def _page(rows: PostQuerySet, start: int) -> PostQuerySet:
    """By the keys, which stand in an index: not so many articles are read as stand before those shown."""
    keys = rows.published().newest_first().values("pk")
    return Post.objects.for_rows().filter(pk__in=keys[start : start + PER_PAGE])


OF_ALL = Prepared(lambda start: _page(Post.objects.all(), start))
OF_ONE = Prepared(lambda category, start: _page(Post.objects.filter(category=category), start))


@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    return _list(request, SimpleLazyObject(Post.objects.for_rows), None, OF_ALL)


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    found = CATEGORY(slug=slug)
    if not found:
        raise Http404
    shown = found[0]
    rows = SimpleLazyObject(lambda: Post.objects.for_rows().listed_in(shown))
    return _list(request, rows, shown, partial(OF_ONE, category=shown.pk) if shown.stands_alone else None)


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Tag, slug=slug)
    return _list(request, Post.objects.for_rows().filter(tags=shown), shown)


@require_safe
def post(request: HttpRequest, category: str, slug: str) -> HttpResponse:
    found = ARTICLE(category=category, slug=slug)
    if not found:
        raise Http404
    shown = found[0]
    events = list(shown.events.for_lists()) if shown.has_events else []
    return render(
        request,
        "news/post_detail.html",
        {
            "post": shown,
            "publications": shown.cited() if shown.is_citing else [],
            "files": shown.files.select_related("document") if shown.has_files else [],
            "further": shown.further_categories() if shown.has_further else [],
            "tags": shown.tags.all() if shown.has_tags else [],
            "events": events,
            "around": around(shown),
            "data": schema_org.render(shown),
            "events_data": [schema_org.event(event) for event in events],
            "breadcrumb": shown.breadcrumb(),
        },
    )


def _list(
    request: HttpRequest, rows: PostQuerySet, shown: Category | Tag | None, ask: Asking | None = None
) -> HttpResponse:
    """`ask` finds a page of the same rows by where it begins."""
    trail = [{"title": ALL_NEWS, "url": reverse("news:list")}]
    above = shown.lineage()[::-1] if isinstance(shown, Category) else []
    trail += [{"title": one.name, "url": one.get_absolute_url()} for one in (*above, shown) if one]
    wanted = archive.asked(rows, request.GET)
    page = Counted(request.path, wanted, ask).get_page(request.GET.get("page"))
    whole = page.number == 1 and not wanted.name
    return render(
        request,
        "news/post_list.html",
        {
            "page_obj": page,
            "category": shown,
            "archive": wanted,
            "events": _upcoming(shown) if whole and isinstance(shown, Category) else (),
            "title": shown.name if shown else ALL_NEWS,
            "description": shown.description if shown else "",
            "feed": f"{trail[-1]['url']}feed/",
            "breadcrumb": trail,
        },
    )


class Counted(Paginator):
    """All pages of a list are of one length, which is counted once until something of the news changes."""

    def __init__(self, path: str, wanted: archive.Archive, ask: Asking | None = None) -> None:
        super().__init__(Pages(ask) if ask and not wanted.name else wanted.chosen, PER_PAGE)
        self._key, self._wanted = (path, wanted.query), wanted

    @cached_property
    def count(self) -> int:
        return _LENGTHS(self._key, lambda: self._wanted.length)


class Pages:
    """What a prepared question finds, page by page."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask

    def __getitem__(self, part: slice) -> list[Post]:
        return self._ask(start=part.start)[: part.stop - part.start]


def _upcoming(category: Category) -> list[Event]:
    return list(Event.objects.for_lists().of(category).upcoming())
