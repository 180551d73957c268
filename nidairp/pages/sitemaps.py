"""Published pages, for search engines."""

import datetime

from django.contrib.sitemaps import Sitemap

from nidairp.editing.models import EditedQuerySet

from .models import Page


class PageSitemap(Sitemap):
    def items(self) -> EditedQuerySet:
        return Page.objects.published().only("path", "updated_at")

    def lastmod(self, page: Page) -> datetime.datetime:
        return page.updated_at
