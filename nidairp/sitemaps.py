"""The parts of ``/sitemap.xml``: each app lists its own, at the site's canonical address."""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from news.models import Post
from news.sitemaps import CategorySitemap, EventSitemap, PostSitemap
from nidairp.pages.sitemaps import PageSitemap
from publications.models import Publication
from publications.sitemaps import AuthorSitemap, PublicationSitemap

#: A file holds at most this many addresses (sitemaps.org).
LIMIT = 50_000


class Canonical:
    """Addresses begin with ``SITE_URL``, whatever host was asked."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


def canonical(section: type[Sitemap]) -> type[Sitemap]:
    return type(section.__name__, (Canonical, section), {"limit": LIMIT})


class FrontSitemap(Sitemap):
    """The pages that begin a part of the site, and change whenever something in it does."""

    def items(self) -> list[str]:
        return ["home", "news:list", "publications:list", "publications:authors"]

    def location(self, name: str) -> str:
        return reverse(name)

    def lastmod(self, name: str) -> datetime.datetime | None:
        news, papers = ("home", "news:list"), ("home", "publications:list", "publications:authors")
        moments = [changed(Post.objects.published())] if name in news else []
        moments += [changed(Publication.objects.published())] if name in papers else []
        return max((moment for moment in moments if moment), default=None)


def changed(rows: QuerySet) -> datetime.datetime | None:
    return rows.aggregate(moment=Max("updated_at"))["moment"]


SITEMAPS = {
    "front": canonical(FrontSitemap),
    "pages": canonical(PageSitemap),
    "news": canonical(PostSitemap),
    "events": canonical(EventSitemap),
    "categories": canonical(CategorySitemap),
    "publications": canonical(PublicationSitemap),
    "authors": canonical(AuthorSitemap),
}


def parts() -> list[str]:
    """The names of the files that hold it all; none where one file will do."""
    sections = {name: section() for name, section in SITEMAPS.items()}
    if sum(section.paginator.count for section in sections.values()) <= LIMIT:
        return []
    return [
        f"{name}.xml" if page == 1 else f"{name}.xml?p={page}"
        for name, section in sections.items()
        for page in section.paginator.page_range
        if section.paginator.count
    ]


def everything(request: HttpRequest) -> HttpResponse:
    """All addresses in one file, or where they are too many an index of the files that hold them."""
    if files := parts():
        return render(request, "sitemap_index.xml", {"parts": files}, content_type="application/xml")
    return sitemap(request, SITEMAPS)
