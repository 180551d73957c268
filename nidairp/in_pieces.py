"""Rows of a large table, some hundreds at a time, each time by a question of its own.

``iterator()`` would hold a cursor of PostgreSQL's meanwhile: outside of a transaction a pooler (PgBouncer in
its transaction mode) has given the server to somebody else before the second piece. So the settings turn such
cursors off, and without them ``iterator()`` has all rows in memory.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet


def in_pieces(rows: QuerySet, by: str = "pk", size: int = 500) -> Iterator[list[Any]]:
    """In the order of ``by``, which no two share (``-pk``: last first); objects, or ``values()`` with it."""
    name = by.removeprefix("-")
    further = f"{name}__gt" if name == by else f"{name}__lt"
    rows = rows.order_by(by)
    piece = list(rows[:size])
    while piece:
        last = piece[-1]
        behind = last[name] if isinstance(last, dict) else getattr(last, name)
        yield piece  # with which whoever asked may do anything
        piece = list(rows.filter(**{further: behind})[:size]) if len(piece) == size else []
