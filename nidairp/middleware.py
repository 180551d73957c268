"""What no page of the site needs to look at."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

#: A longer path leads nowhere; Python alone takes a number of 4,300 digits for an attack.
LONGEST_PATH = 4000
#: What anything here answers to; each page says which of them.
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]
#: What servers let through at the most, too.
LONGEST_QUERY = 8000


class AddressMiddleware:
    """No address and no text has a null character, and PostgreSQL fails when asked for one.

    A path with it is refused, as is an address without end; in a query it becomes a space, so that a search
    goes on with the rest. Forms refuse it by themselves (`ProhibitNullCharactersValidator`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or len(request.path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
            raise BadRequest("A null character in the path, or an address without end")
        request.META["QUERY_STRING"] = query.replace("%00", "%20").replace("\0", "%20")
        return self.get_response(request)


class ContentPolicyMiddleware(CSPMiddleware):
    """The policy of an answer of which nobody says another is always the same: it is put together once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self._usual = super().process_response(HttpRequest(), HttpResponse())[HEADER]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        said = "".join((*vars(request), *vars(response)))  # what is said of it in csp's ways, and the nonce
        if settings.DEBUG or "_csp" in said:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._usual)
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)
        return response


class ResourcePolicyMiddleware:
    """No other site puts what is here into its own pages, but for what says so itself (pictures)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
