"""The site's table of contents."""

import re

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.urls.resolvers import RoutePattern

from nidairp.inviting.views import ChoosePassword, ForgottenPassword
from nidairp.library.views import media
from nidairp.search.views import search
from publications.urls import list_files as publication_files

from . import home, share_views, views
from .sitemaps import SITEMAPS, everything
from .waiting import Waiting

#: As a mail has it; some programs for mail lose its last slash.
CHOOSING = f"{settings.ADMIN_URL}choose-password/<uidb64>/<token>"
#: Nearly one, as nginx knows it for a secret: nobody is sent on with it to log in.
SPOILT = rf"^{re.escape(settings.ADMIN_URL)}(?:.*/)?choose-password/"

handler404 = "nidairp.not_found.page_not_found"
handler500 = "nidairp.views.server_error"

urlpatterns = [
    path("", home.home, name="home"),
    path("news/", include("news.urls")),
    path("publications/", include("publications.urls")),
    path("search/", search, name="search"),
    path("files/", include("nidairp.library.urls")),
    *publication_files,
    path("share/site.png", share_views.of_site, name="share_site"),
    path("share/<slug:category>/<slug:slug>.png", share_views.of_post, name="share_post"),
    # For those who cannot log in yet, so before the admin, which asks everybody to.
    path(f"{settings.ADMIN_URL}forgotten-password/", ForgottenPassword.as_view(), name="forgotten_password"),
    path(f"{CHOOSING}/", ChoosePassword.as_view(), name="set_password"),
    path(CHOOSING, ChoosePassword.as_view()),
    re_path(SPOILT, ChoosePassword.as_view(), {"uidb64": "-", "token": "-"}),
    Waiting(RoutePattern(settings.ADMIN_URL), "nidairp.admin_urls", app_name="admin", namespace="admin"),
    path("", include("nidairp.editing.urls")),
    path("sitemap.xml", everything, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap_section"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    # In production nginx answers for these before they get here.
    re_path(r"^media/(?P<path>.+)$", media),
    path("", include("nidairp.pages.urls")),
]
