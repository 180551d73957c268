"""The newest articles as Atom, for all news and for each category."""

import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import get_current_timezone

from .models import Category, Post, PostQuerySet, Tag

NEWEST = 30


class NewsFeed(Feed):
    """Addresses in it are the site's canonical ones, never the request's."""

    feed_type = Atom1Feed
    title = f"{settings.SITE_NAME}: news"
    subtitle = "News and featured publications of the institute."
    author_name = settings.SITE_TAGLINE

    def link(self) -> str:
        return settings.SITE_URL + reverse("news:list")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("news:feed")

    def items(self) -> PostQuerySet:
        return Post.objects.for_lists()[:NEWEST]

    def item_title(self, post: Post) -> str:
        return str(post)

    def item_description(self, post: Post) -> str:
        return post.summary

    def item_link(self, post: Post) -> str:
        return settings.SITE_URL + post.get_absolute_url()

    def item_categories(self, post: Post) -> list[str]:
        return [post.category.name]

    def item_pubdate(self, post: Post) -> datetime.datetime:
        return datetime.datetime.combine(post.date, datetime.time(12), get_current_timezone())

    def item_updateddate(self, post: Post) -> datetime.datetime:
        return post.updated_at


class ListFeed(NewsFeed):
    """Of a category or a tag."""

    address: str

    def title(self, shown: Category | Tag) -> str:
        return f"{settings.SITE_NAME}: {shown.name}"

    def subtitle(self, shown: Category | Tag) -> str:
        return shown.description

    def link(self, shown: Category | Tag) -> str:
        return settings.SITE_URL + shown.get_absolute_url()

    def feed_url(self, shown: Category | Tag) -> str:
        return settings.SITE_URL + reverse(self.address, args=[shown.slug])


class CategoryFeed(ListFeed):
    address = "news:category_feed"

    def get_object(self, request: HttpRequest, slug: str) -> Category:
        return get_object_or_404(Category.objects.with_others(), slug=slug)

    def items(self, category: Category) -> PostQuerySet:
        return Post.objects.for_lists().listed_in(category)[:NEWEST]


class TagFeed(ListFeed):
    address = "news:tag_feed"

    def get_object(self, request: HttpRequest, slug: str) -> Tag:
        return get_object_or_404(Tag, slug=slug)

    def items(self, tag: Tag) -> PostQuerySet:
        return Post.objects.for_lists().filter(tags=tag)[:NEWEST]
