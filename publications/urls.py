"""Addresses under ``/publications/``, and ``/publications.bib`` and its like beside it."""

from django.urls import path, re_path

from . import author_views, downloads, views
from .feeds import PublicationFeed

app_name = "publications"
_ENDING = "|".join(downloads.FORMATS)
urlpatterns = [
    path("", views.publication_list, name="list"),
    re_path("^filter/(?P<name>author|tag)/$", views.filter_values, name="values"),
    path("authors/", author_views.author_list, name="authors"),
    path("authors/<slug:slug>/", author_views.author_detail, name="author"),
    path("feed/", PublicationFeed(), name="feed"),
    re_path(rf"^(?P<slug>[-a-zA-Z0-9_]+)\.(?P<ending>{_ENDING})$", downloads.one_as_file, name="file"),
    re_path(r"^(?P<slug>[-a-zA-Z0-9_]+)/(?P<name>[-\w]+\.[a-z]+)$", views.attached_file, name="attached"),
    path("<slug:slug>.txt", downloads.one_as_citation, name="citation"),
    path("<slug:slug>/", views.publication_detail, name="detail"),
]
list_files = [re_path(rf"^publications\.(?P<ending>{_ENDING})$", downloads.list_as_file)]
