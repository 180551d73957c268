"""Every public publication, for search engines."""

import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import Max

from .models import Publication, PublicationQuerySet


class PublicationSitemap(Sitemap):
    def items(self) -> PublicationQuerySet:
        return Publication.objects.published().only("slug", "updated_at").order_by("pk")

    def get_latest_lastmod(self) -> datetime.datetime | None:
        """For the index: asked of the database, where Django's own would load every row."""
        return Publication.objects.published().aggregate(latest=Max("updated_at"))["latest"]

    def lastmod(self, publication: Publication) -> datetime.datetime:
        return publication.updated_at
