"""As small a Django as there is, for ``served.py``: what it costs here says how quick this machine is.

`/kept` comes from Django's own page cache, `/anew` from an empty view; each has PAGE_BYTES bytes.
"""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import cache_page

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)
django.setup()

BODY = b"x" * int(os.environ["PAGE_BYTES"])


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY)


urlpatterns = [path("kept", cache_page(3600)(page)), path("anew", page), path("livez", page)]
application = get_wsgi_application()
