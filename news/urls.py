"""Addresses under ``/news/``."""

from django.urls import path

from . import event_views, views
from .feeds import CategoryFeed, NewsFeed, TagFeed

app_name = "news"
urlpatterns = [
    path("", views.news_list, name="list"),
    path("feed/", NewsFeed(), name="feed"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("tags/<slug:slug>/feed/", TagFeed(), name="tag_feed"),
    path("events/", event_views.events, name="events"),
    path("events/calendar.ics", event_views.calendar, name="calendar"),
    path("<slug:slug>/", views.category, name="category"),
    path("<slug:slug>/feed/", CategoryFeed(), name="category_feed"),
    path("<slug:slug>/calendar.ics", event_views.category_calendar, name="category_calendar"),
    path("<slug:category>/<slug:slug>/", views.post, name="post"),
    path("<slug:category>/<slug:slug>/<uuid:uid>.ics", event_views.event_calendar, name="event_calendar"),
]
