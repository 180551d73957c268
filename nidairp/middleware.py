"""What no page of the site needs to look at."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class NullCharacterMiddleware:
    """Refuses an address with a null character: no text has one, and PostgreSQL fails when asked for it.

    Forms refuse it by themselves (`ProhibitNullCharactersValidator`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("A null character in the address")
        return self.get_response(request)
