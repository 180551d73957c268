"""The parts of ``/sitemap.xml``: each app lists its own, at the site's canonical address."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from news.sitemaps import CategorySitemap, PostSitemap
from nidairp.pages.sitemaps import PageSitemap
from publications.sitemaps import PublicationSitemap


class Canonical:
    """Addresses begin with ``SITE_URL``, whatever host was asked."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


def canonical(section: type[Sitemap]) -> type[Sitemap]:
    return type(section.__name__, (Canonical, section), {})


SITEMAPS = {
    "pages": canonical(PageSitemap),
    "news": canonical(PostSitemap),
    "categories": canonical(CategorySitemap),
    "publications": canonical(PublicationSitemap),
}
