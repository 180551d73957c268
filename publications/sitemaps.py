"""Every public publication, and all who have a page as their authors, for search engines."""

import datetime

from django.contrib.sitemaps import Sitemap

from .models import Author, AuthorQuerySet, Publication, PublicationQuerySet


class PublicationSitemap(Sitemap):
    def items(self) -> PublicationQuerySet:
        return Publication.objects.published().only("slug", "updated_at").order_by("pk")

    def lastmod(self, publication: Publication) -> datetime.datetime:
        return publication.updated_at


class AuthorSitemap(Sitemap):
    def items(self) -> AuthorQuerySet:
        return Author.objects.published().only("slug").order_by("pk")
