"""The editors' part of the site, whole: whoever imports this has the forms of all apps."""

from django.contrib import admin

admin.autodiscover()

urlpatterns = admin.site.get_urls()
