"""The last pattern of the site: whatever no other part answers is the path of a page."""

from django.urls import re_path

from .views import page_detail

app_name = "pages"
urlpatterns = [re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)*)/$", page_detail, name="page_detail")]
