"""What Prometheus gets: the counts of all processes, and what waits at this moment.

Processes share files in PROMETHEUS_MULTIPROC_DIR, so whichever is asked answers for all of them.
"""

import logging
from collections.abc import Iterator
from secrets import compare_digest

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from nidairp.editing import due
from publications.models import ImportBatch


class Queue:
    """What waits, asked of the database when somebody looks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting = GaugeMetricFamily("nidairp_imports", "Imports by state", labels=["state"])
        states = ImportBatch.objects.order_by().values_list("state").annotate(Count("pk"))
        for state, count in states:
            waiting.add_metric([state], count)
        yield waiting
        moment = due.next_change()
        yield GaugeMetricFamily(
            "nidairp_next_change_timestamp_seconds",
            "When the schedule changes something next; 0: never",
            moment.timestamp() if moment else 0,
        )


def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever shows the token; for all others the address does not exist."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        return HttpResponse("Not found\n", status=404, content_type="text/plain")
    shared, queue = CollectorRegistry(), CollectorRegistry()
    MultiProcessCollector(shared)
    text = generate_latest(shared)
    try:
        queue.register(Queue())
        text += generate_latest(queue)
    except DatabaseError:
        logging.getLogger(__name__).exception("The queue could not be counted")
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)
