"""Every public publication, for search engines."""

import datetime

from django.contrib.sitemaps import Sitemap

from .models import Publication, PublicationQuerySet


class PublicationSitemap(Sitemap):
    def items(self) -> PublicationQuerySet:
        return Publication.objects.published().only("slug", "updated_at").order_by("pk")

    def lastmod(self, publication: Publication) -> datetime.datetime:
        return publication.updated_at
