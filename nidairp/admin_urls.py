"""The editors' part of the site, whole: whoever imports this has the forms of all apps."""

from django.contrib import admin
from django.utils.module_loading import autodiscover_modules

# Not Django's `autodiscover`: where one part fails that takes back what it has registered so far, which is
# loaded by then and would be missing when a later request succeeds.
autodiscover_modules("admin")

urlpatterns = admin.site.get_urls()
