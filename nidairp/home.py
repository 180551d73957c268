"""The home page: what editors chose, the newest papers, every kind of news, the next talks, ways in."""

import datetime
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from news.models import Category, Event, Featured, Post, PostQuerySet
from nidairp.pages.models import FrontWords, WayIn
from nidairp.prepared import Prepared, PreparedForKeys

FEATURED = "featured-paper-of-the-month"
HOT = "hot-off-the-press"
#: How many lead the page: one large, the others below it.
LEADING = 3
HOT_SHOWN = 3
TALKS = 4


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    leading = chosen()
    hot = [post for post in HOT_PAPERS() if post not in leading][:HOT_SHOWN]
    return render(
        request,
        "home.html",
        {
            "words": FrontWords.now(),
            "featured": leading[0] if leading else None,
            "also_featured": leading[1:],
            "hot": hot,
            "ways_in": WAYS_IN(),
            "news": by_category([*leading, *hot]),
            "events": NEXT_TALKS(),
            "data": described(),
        },
    )


def chosen() -> list[Post]:
    """What editors put there; else the newest featured paper."""
    return CHOSEN(today=timezone.localdate()) or NEWEST_FEATURED()


def by_category(shown: list[Post]) -> list[tuple[Category, list[Post]]]:
    """Two articles of each kind of news, but for what the page shows already: in two queries."""
    keys = [post.pk for post in shown] + [0] * (LEADING + HOT_SHOWN - len(shown))
    kinds = KINDS(**{f"but{place}": key for place, key in enumerate(keys)})
    places = [(kind, [pk for pk in (kind.first, kind.second) if pk]) for kind in kinds]
    posts = {post.pk: post for post in POSTS([pk for _, pks in places for pk in pks])}
    return [(kind, [posts[pk] for pk in pks]) for kind, pks in places if pks]


def _of(category: str) -> PostQuerySet:
    """By the category's key: joined by its slug, one with few articles has all the others read for them."""
    return Post.objects.for_rows().filter(category=Category.objects.filter(slug=category).values("pk")[:1])


def _chosen(today: datetime.date) -> PostQuerySet:
    on = Featured.objects.on(today)
    rows = Post.objects.for_rows().filter(featured__in=on).order_by("featured__position", "featured__pk")
    return rows[:LEADING]


def _kinds(**but: int) -> QuerySet[Category]:
    """Each with the keys of its newest two articles, but for those that are named."""
    of_kind = Post.objects.published().filter(category=OuterRef("pk")).exclude(pk__in=[*but.values()])
    newest = of_kind.newest_first().values("pk")
    first, second = Subquery(newest[:1]), Subquery(newest[1:2])
    return Category.objects.exclude(slug=HOT).annotate(first=first, second=second)


CHOSEN = Prepared(_chosen)
NEWEST_FEATURED = Prepared(lambda: _of(FEATURED)[:1])
#: Some of them may lead the page already.
HOT_PAPERS = Prepared(lambda: _of(HOT)[: HOT_SHOWN + LEADING])
KINDS = Prepared(_kinds)
POSTS = PreparedForKeys(lambda keys: Post.objects.for_rows().filter(pk__in=keys).order_by(), 16)
WAYS_IN = Prepared(WayIn.objects.live)
NEXT_TALKS = Prepared(lambda: Event.objects.for_lists().upcoming()[:TALKS])


def described() -> dict[str, Any]:
    """The institute and its site in the words of schema.org, with where to search it."""
    home = f"{settings.SITE_URL}/"
    institute = {
        "@type": ["Organization", "ResearchOrganization"],
        "@id": f"{home}#institute",
        "name": settings.SITE_NAME,
        "alternateName": settings.SITE_TAGLINE,
        "url": home,
        "logo": settings.SITE_URL + static("img/mark.svg"),
        "parentOrganization": {
            "@type": "GovernmentOrganization",
            "name": "National Institute on Drug Abuse",
            "url": "https://nida.nih.gov/",
        },
    }
    site = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "name": settings.SITE_NAME,
        "url": home,
        "inLanguage": "en-US",
        "publisher": {"@id": f"{home}#institute"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{home}search/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return {"@graph": [institute, site]}
