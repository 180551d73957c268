"""Tests that count queries: what they make stands in one segment of the columns of publications.

PostgreSQL goes on with its numbers after a test that is taken back. So now and then the publications of a
test would fall into two segments, and reading the second costs queries of its own.
"""

from typing import Any

import pytest
from django.db import connection

from publications.list_triggers import PUBLICATION, SEGMENT_BITS

_NEXT_SEGMENT = (
    f"SELECT setval('{PUBLICATION}_id_seq', (last_value >> {SEGMENT_BITS}) + 1 << {SEGMENT_BITS}) "  # noqa: S608
    f"FROM {PUBLICATION}_id_seq"
)


@pytest.fixture
def in_one_segment() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_NEXT_SEGMENT)


@pytest.fixture
def django_assert_num_queries(in_one_segment: None, django_assert_num_queries: Any) -> Any:
    return django_assert_num_queries


@pytest.fixture
def django_assert_max_num_queries(in_one_segment: None, django_assert_max_num_queries: Any) -> Any:
    return django_assert_max_num_queries
