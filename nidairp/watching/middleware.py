"""Outermost of all: each request gets an id and a line in the log; probes are answered at once."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from . import probes
from .current import Current, begun, current, route

logger = logging.getLogger("nidairp.requests")
GetResponse = Callable[[HttpRequest], HttpResponse]
_PROBES = {"/healthz": probes.healthz, "/readyz": probes.readyz, "/livez": probes.livez}


class RequestMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mine, started = begun(request), perf_counter()
        token = current.set(mine)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = mine.id
            if settings.REQUEST_LOG:
                self.log(request, response, mine, perf_counter() - started)
            return response
        finally:
            current.reset(token)

    @staticmethod
    def log(request: HttpRequest, response: HttpResponse, mine: Current, taken: float) -> None:
        said = {
            "method": request.method,
            "route": route(request),
            "status": response.status_code,
            "ms": round(taken * 1000, 1),
            "queries": mine.queries,
            "query_ms": round(mine.query_seconds * 1000, 1),
        }
        logger.info("%(status)s %(method)s %(route)s in %(ms)s ms", said, extra=said)


class ProbeMiddleware:
    """Behind what gives every answer its headers, and before whoever asks for ``Host`` or the database."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = _PROBES.get(request.path_info)
        if probe and request.method in ("GET", "HEAD"):
            return probe(request)
        return self.get_response(request)
