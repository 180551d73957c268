"""The site's table of contents."""

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path

from nidairp.library.views import media
from nidairp.search.views import search
from publications.urls import list_files as publication_files

from . import views
from .sitemaps import SITEMAPS, everything

handler500 = "nidairp.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("news/", include("news.urls")),
    path("publications/", include("publications.urls")),
    path("search/", search, name="search"),
    path("files/", include("nidairp.library.urls")),
    *publication_files,
    path(settings.ADMIN_URL, admin.site.urls),
    path("", include("nidairp.editing.urls")),
    path("sitemap.xml", everything, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap_section"),
    path("robots.txt", views.robots, name="robots"),
    # In production nginx answers for these before they get here.
    re_path(r"^media/(?P<path>.+)$", media),
    path("", include("nidairp.pages.urls")),
]
