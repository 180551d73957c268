"""Files to take away, each at an address that nobody can guess."""

from django.urls import path

from . import views

app_name = "library"
urlpatterns = [path("<slug:token>/<str:name>", views.file, name="file")]
