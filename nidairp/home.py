"""The home page: what editors chose, the newest papers, every kind of news, the next talks, ways in."""

from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from news.models import Category, Event, Featured, Post
from nidairp.pages.models import FrontWords, WayIn

FEATURED = "featured-paper-of-the-month"
HOT = "hot-off-the-press"
#: How many lead the page: one large, the others below it.
LEADING = 3
TALKS = 4


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    leading = chosen()
    hot = list(Post.objects.for_lists().filter(category__slug=HOT).exclude(pk__in=keys(leading))[:3])
    return render(
        request,
        "home.html",
        {
            "words": FrontWords.now(),
            "featured": leading[0] if leading else None,
            "also_featured": leading[1:],
            "hot": hot,
            "ways_in": WayIn.objects.live(),
            "news": by_category([*leading, *hot]),
            "events": Event.objects.for_lists().upcoming()[:TALKS],
            "data": described(),
        },
    )


def chosen() -> list[Post]:
    """What editors put there; else the newest featured paper."""
    posts = Post.objects.for_lists()
    picked = posts.filter(featured__in=Featured.objects.on()).order_by("featured__position", "featured__pk")
    return list(picked[:LEADING]) or list(posts.filter(category__slug=FEATURED)[:1])


def by_category(shown: list[Post]) -> list[tuple[Category, list[Post]]]:
    """Two articles of each kind of news, but for what the page shows already: in two queries."""
    of_kind = Post.objects.published().filter(category=OuterRef("pk")).exclude(pk__in=keys(shown))
    newest = of_kind.newest_first().values("pk")
    kinds = Category.objects.exclude(slug=HOT).annotate(
        first=Subquery(newest[:1]), second=Subquery(newest[1:2])
    )
    places = [(kind, [pk for pk in (kind.first, kind.second) if pk]) for kind in kinds]
    posts = Post.objects.for_lists().in_bulk([pk for _, pks in places for pk in pks])
    return [(kind, [posts[pk] for pk in pks]) for kind, pks in places if pks]


def keys(posts: list[Post]) -> list[int]:
    return [post.pk for post in posts]


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
