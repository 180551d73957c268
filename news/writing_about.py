"""A post begun from a publication: its title, a free address, the category, today, and what it is about."""

from typing import Any

from django.http import HttpRequest

from nidairp.editing.slugs import free_slug, slug_of
from nidairp.rich import cut, visible
from publications.models import Publication

from .models import Category, Post

#: The category that most posts begin in.
HOT = "hot-off-the-press"
#: What the address of the form says a new post is about.
ABOUT = "about"


def publication(request: HttpRequest) -> Publication | None:
    """The one that the form was opened for; of those that are hidden only who may change them hears."""
    asked = request.GET.get(ABOUT, "")
    if not asked.isdecimal() or len(asked) > 15:
        return None
    hidden_too = request.user.has_perm("publications.change_publication")
    rows = Publication.objects.all() if hidden_too else Publication.objects.published()
    return rows.filter(pk=asked).first()


def first_values(request: HttpRequest) -> dict[str, Any]:
    category = Category.objects.filter(slug=HOT).first()
    found = publication(request)
    return {"category": category, **(_of(found, category) if found else {})}


def _of(found: Publication, category: Category | None) -> dict[str, Any]:
    title = cut(visible(found.title or str(found)), 300).rstrip(".")
    others = Post.objects.filter(category=category)
    return {"title": title, "slug": free_slug(slug_of(title)[:190] or "article", others)}


def first_rows(request: HttpRequest) -> list[dict[str, Any]]:
    """Of the table of publications, on a form that is being opened; a form that is sent says all itself."""
    found = publication(request) if request.method == "GET" else None
    return [{"publication": found.pk, "position": 0}] if found else []
