"""The one address of edited content that is no page: previews by link. The dot tells it from a page."""

from django.urls import re_path

from .views import shared_preview

urlpatterns = [re_path(r"^preview/(?P<token>[-\w]+\.[-\w]+)/$", shared_preview, name="shared_preview")]
