"""When nothing answers at an address: the page says so, and what the visitor may have been looking for."""

from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from news.models import Post
from nidairp.editing.slugs import slug_of
from nidairp.pages.models import Page
from nidairp.search import index, query
from nidairp.searchable import NEWS

MOST = 4
#: Addresses below this likeness, from 0 to 1, have no more in common than any two.
ALIKE = 0.6
#: Of an address as long as this, so many words are looked for.
SHORTEST, WORDS = 6, 3
#: So much of the address is looked at.
LONGEST = 200


class Likely(NamedTuple):
    title: str
    url: str


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    path = request.path_info.strip("/")[-LONGEST:]
    words = " ".join(slug_of(path.rpartition("/")[2]).split("-"))[:100]
    admin = f"/{settings.ADMIN_URL}"  # to ask for it by its name would load all of the admin
    if request.path_info.startswith(admin):
        # Only who is logged in gets here: the pages of visitors are none of what they look for.
        return render(request, "404.html", {"admin": admin}, status=404)
    found = {"likely": likely(path), "words": words}
    return render(request, "404.html", found, status=404)


def likely(path: str) -> list[Likely]:
    """The pages whose address reads alike, and articles that have the first words of the address."""
    slug = slug_of(path.rpartition("/")[2])
    try:
        return [*islice([*_articles(slug), *_pages(path)], MOST)] if slug else []
    except DatabaseError:  # the page that says "not found" is not to be the one that fails
        return []


def _articles(slug: str) -> list[Likely]:
    """By the search, which an address of the old site, or one that was cut off, can be asked too."""
    if len(slug) < SHORTEST:
        return []
    words = query.parse(" ".join(slug.split("-")[:WORDS]) + "*")
    rows = Post.objects.published().select_related("category").only("title", "slug", "category__slug")
    found = index.matching(rows.newest_first(), words, NEWS)[:MOST]
    return [Likely(post.title, post.get_absolute_url()) for post in found]


def _pages(path: str) -> list[Likely]:
    rows = Page.objects.published().order_by("path").values_list("path", "title")[:2000]
    last = path.rpartition("/")[2].lower()
    scored = sorted(
        ((_likeness(last, known.rpartition("/")[2]), known, title) for known, title in rows), reverse=True
    )
    return [Likely(title, f"/{known}/") for score, known, title in scored[:MOST] if score >= ALIKE]


def _likeness(one: str, other: str) -> float:
    """Cheap bounds first: nearly all pairs end there."""
    match = SequenceMatcher(None, one, other, autojunk=False)
    if match.real_quick_ratio() < ALIKE or match.quick_ratio() < ALIKE:
        return 0.0
    return match.ratio()
