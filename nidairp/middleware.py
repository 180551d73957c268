"""What no page of the site needs to look at."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


class NullCharacterMiddleware:
    """No address and no text has a null character, and PostgreSQL fails when asked for one.

    A path with it is refused; in a query it becomes a space, so that a search goes on with the rest.
    Forms refuse it by themselves (`ProhibitNullCharactersValidator`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            raise BadRequest("A null character in the path")
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "%20")
        return self.get_response(request)


class ResourcePolicyMiddleware:
    """No other site puts what is here into its own pages, but for what says so itself (pictures)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
