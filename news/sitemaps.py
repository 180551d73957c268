"""Published articles and the categories, for search engines."""

import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from .models import Category, Post, PostQuerySet


class PostSitemap(Sitemap):
    def items(self) -> PostQuerySet:
        return Post.objects.for_lists()

    def lastmod(self, post: Post) -> datetime.datetime:
        return post.updated_at


class CategorySitemap(Sitemap):
    def items(self) -> "QuerySet[Category]":
        return Category.objects.all()
