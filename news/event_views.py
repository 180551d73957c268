"""The public pages of events, and their calendars."""

import datetime
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nidairp.rich import strip

from . import calendars
from .models import Category, Event

PER_PAGE = 20
#: A calendar that follows a list holds what is to come and what has been for so long.
KEPT = datetime.timedelta(days=365)


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    rows = Event.objects.for_lists()
    return render(
        request,
        "news/event_list.html",
        {
            "upcoming": rows.upcoming(),
            "page_obj": Paginator(rows.past(), PER_PAGE).get_page(request.GET.get("page")),
            "breadcrumb": [
                {"title": "News Main", "url": reverse("news:list")},
                {"title": "Seminars and talks", "url": reverse("news:events")},
            ],
        },
    )


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    return _answer(_followed(), f"{settings.SITE_NAME}: seminars and talks", "seminars.ics")


@require_safe
def category_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Category.objects.with_others(), slug=slug)
    rows = _followed().of(shown)
    return _answer(rows, f"{settings.SITE_NAME}: {shown.name}", f"{slug}.ics")


@require_safe
def event_calendar(request: HttpRequest, category: str, slug: str, uid: UUID) -> HttpResponse:
    rows = Event.objects.for_lists().filter(post__category__slug=category, post__slug=slug)
    shown = get_object_or_404(rows, uid=uid)
    return _answer([shown], strip(shown.name), f"{slug}.ics")


def _followed():
    since = timezone.now() - KEPT
    return Event.objects.for_lists().filter(ends_at__gt=since).order_by("starts_at", "pk")


def _answer(events, name: str, file: str) -> HttpResponse:
    content = calendars.written(events, name)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file}"'
    return response
