"""Addresses under ``/news/``."""

from django.urls import path

from . import views
from .feeds import CategoryFeed, NewsFeed, TagFeed

app_name = "news"
urlpatterns = [
    path("", views.news_list, name="list"),
    path("feed/", NewsFeed(), name="feed"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("tags/<slug:slug>/feed/", TagFeed(), name="tag_feed"),
    path("<slug:slug>/", views.category, name="category"),
    path("<slug:slug>/feed/", CategoryFeed(), name="category_feed"),
    path("<slug:category>/<slug:slug>/", views.post, name="post"),
]
