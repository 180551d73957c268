"""The numbers that the content's generation is the sum of: one for each app, which only its tables move.

So what is made of publications alone outlasts an edit of the news. Read once by each process for each
generation, and only at the beginning of a request: what it reads afterwards is as new as these, or newer.
"""

from collections.abc import Mapping

from django.db import DatabaseError

from nidairp.planned import planning_once

from .source import reading
from .watched import TABLE

SQL = f"SELECT app, CAST(sum(token) AS text) FROM {TABLE} GROUP BY app"  # noqa: S608
NONE: Mapping[str, str] = {}

_known: tuple[str, Mapping[str, str]] = ("", NONE)


def by_app(generation: str) -> Mapping[str, str]:
    """None at all where they cannot be known to be those of this very generation."""
    global _known  # noqa: PLW0603 - what this process knew last
    known, numbers = _known
    if known != generation:
        try:
            numbers = _read(generation)
        except DatabaseError:  # the page itself will say so
            return NONE
        _known = generation, numbers
    return numbers


def _read(generation: str) -> Mapping[str, str]:
    with planning_once(reading()).cursor() as cursor:
        cursor.execute(SQL, [])
        numbers = {app: str(number) for app, number in cursor.fetchall()}
    # Where there are replicas, or somebody has changed something meanwhile, they may be others'.
    return numbers if str(sum(map(int, numbers.values()))) == generation else NONE
