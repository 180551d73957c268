"""Answers where nothing else did, and tells editors what their change did to addresses."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from .answering import answer
from .counting import count
from .noticing import listening
from .paths import asks_for_another
from .telling import tell

#: Browsers may keep the answer so long (seconds): not for ever, as they would, so that undoing it works.
KEPT = 600
#: Where the page cache leaves what was asked, which goes along even if no page knows it.
WHOLE_QUERY = "nidairp.whole_query"


class RedirectMiddleware:
    """Stands inside of CommonMiddleware, which would add a slash first, and of the messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if asks_home(request) and (moved := answered(request)):
            return moved
        with listening() as heard:
            response = self.get_response(request)
        if heard and response.status_code < 400:
            tell(request, heard)
        if response.status_code == 404 and request.method in ("GET", "HEAD") and not _in_admin(request):
            return answered(request) or response
        return response


def asks_home(request: HttpRequest) -> bool:
    """A question to the home page, which answers whatever is asked: so it must be looked for before."""
    asks = request.path_info == "/" and request.method in ("GET", "HEAD")
    return asks and asks_for_another(request.META.get("QUERY_STRING", ""))


def answered(request: HttpRequest) -> HttpResponse | None:
    query = request.META.get(WHOLE_QUERY, request.META.get("QUERY_STRING", ""))
    found = answer(request.path_info, query)
    if found is None:
        return None
    count(found.redirect)
    if found.address:
        response: HttpResponse = HttpResponsePermanentRedirect(found.address)
    else:
        response = render(request, "410.html", status=410)
    response["Cache-Control"] = f"max-age={KEPT}"
    return response


def _in_admin(request: HttpRequest) -> bool:
    """By the setting: to ask for the address by its name would load all of the admin."""
    return request.path_info.startswith(f"/{settings.ADMIN_URL}")
