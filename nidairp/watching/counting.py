"""Counts requests; in the list of middleware only where METRICS_TOKEN is set."""

from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse

from . import metrics, scrape
from .current import current, route

#: Any other word is somebody's invention, and would make a series of its own.
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class MetricsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/metrics":
            return scrape.metrics(request)
        started = perf_counter()
        response = self.get_response(request)
        place, method = route(request), request.method if request.method in METHODS else "other"
        metrics.requests.labels(method, place, response.status_code).inc()
        metrics.seconds.labels(place).observe(perf_counter() - started)
        if mine := current.get():
            metrics.queries.labels(place).inc(mine.queries)
        return response
