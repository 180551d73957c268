"""Numbers for Prometheus, of all processes of this machine together. Loaded only where METRICS_TOKEN is set.

The log's handler is made before there are models; who answers with the numbers is ``scrape``.
"""

import logging

from prometheus_client import Counter, Histogram

QUICK_TO_SLOW = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
LONG = (0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600)

requests = Counter("nidairp_requests", "Requests answered by Django", ["method", "route", "status"])
seconds = Histogram("nidairp_request_seconds", "Time to answer one", ["route"], buckets=QUICK_TO_SLOW)
queries = Counter("nidairp_queries", "Database queries of requests", ["route"])
imports = Histogram("nidairp_import_seconds", "Time of a step of an import", ["step"], buckets=LONG)
slow_queries = Counter("nidairp_slow_queries", "Queries above SLOW_QUERY_MS")
errors = Counter("nidairp_errors", "Errors in the log", ["logger"])
page_cache = Counter("nidairp_page_cache", "Answers of the page cache", ["result"])


class Counting(logging.Handler):
    """Apps that know nothing of metrics say in the log what they did, and how long it took."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            errors.labels(record.name).inc()
        if record.name == "nidairp.watching.queries":
            slow_queries.inc()
        if step := getattr(record, "import_step", ""):
            imports.labels(step).observe(getattr(record, "seconds", 0.0))
