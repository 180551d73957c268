"""Published articles, the categories and the events, for search engines."""

import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from .models import Category, Post, PostQuerySet


class PostSitemap(Sitemap):
    def items(self) -> PostQuerySet:
        return Post.objects.for_lists()

    def lastmod(self, post: Post) -> datetime.datetime:
        return post.changed_at


class CategorySitemap(Sitemap):
    def items(self) -> "QuerySet[Category]":
        newest = Post.objects.published().order_by("-updated_at").values("updated_at")
        return Category.objects.annotate(
            own_changed_at=Subquery(newest.filter(category=OuterRef("pk"))[:1]),
            other_changed_at=Subquery(newest.filter(further__category=OuterRef("pk"))[:1]),
        )

    def lastmod(self, category: Category) -> datetime.datetime | None:
        """When something in its list changed; what has left it is not known any more."""
        moments = (category.own_changed_at, category.other_changed_at)  # type: ignore[attr-defined]
        return max((moment for moment in moments if moment), default=None)


class EventSitemap(Sitemap):
    """The one list of them; each event is on its article's page."""

    def items(self) -> list[str]:
        return [reverse("news:events")]

    def location(self, address: str) -> str:
        return address
