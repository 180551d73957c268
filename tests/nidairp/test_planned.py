"""On PostgreSQL a prepared question is planned once for a connection, whatever its values are."""

import datetime

import psycopg
import pytest
from django.db import connection

from news.models import Category, Featured
from nidairp.planned import SILENT, planning_once
from nidairp.prepared import Prepared
from tests.factories import make_category, make_post

NAMES = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"


def planned(like: str) -> int:
    if connection.vendor != "postgresql":
        return 1
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [like])
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_numbers_of_any_size_are_one_statement():
    prepared = Prepared(lambda key: Category.objects.filter(pk=key, dateline_label="none has this"))
    for key in (1, 70_000, 5_000_000_000):
        assert prepared(key=key) == []
    assert planned('%"dateline_label" = %') == 1


@pytest.mark.django_db
def test_nothing_else_is_prepared():
    """Who asks a cursor of psycopg's own would not ask again after a migration."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with psycopg.Cursor(connection.connection) as cursor:
            for _ in range(6):
                cursor.execute("SELECT 'asked plainly'")
    assert planned("%asked plainly%") == (0 if connection.vendor == "postgresql" else 1)


@pytest.mark.django_db
def test_days_are_values_like_others():
    prepared = Prepared(Featured.objects.on)
    day = datetime.date(2026, 3, 1)
    featured = Featured.objects.create(post=make_post(), until=day)
    assert prepared(day=day) == [featured]
    assert prepared(day=day + datetime.timedelta(days=1)) == []


@pytest.mark.django_db(transaction=True)
def test_a_column_that_gets_another_type_stops_nobody():
    """A migration runs while the processes of before still answer; SQLite has no types to keep to."""
    made = make_category(name="One")
    prepared = Prepared(lambda name: Category.objects.filter(name=name))
    assert prepared(name="One") == [made]
    before = names()
    change("varchar(120)")
    try:
        assert prepared(name="One") == [made]
        assert connection.vendor != "postgresql" or not names() & before, "it is planned anew"
    finally:
        change("varchar(100)")


@pytest.mark.django_db(transaction=True)
def test_a_connection_is_asked_whether_it_lasts_only_where_something_is_heard(monkeypatch):
    """A server that has been started again says that it went: who comes next gets an answer all the same."""
    prepared = Prepared(lambda name: Category.objects.filter(name=name))
    made = make_category(name="One")
    asked: list[bool] = []
    is_usable = connection.is_usable
    assert prepared(name="One") == [made]
    with monkeypatch.context() as patched:
        patched.setattr(connection, "is_usable", lambda: asked.append(is_usable()) or asked[-1])
        for gone in ("", "ended there", "closed here") if connection.vendor == "postgresql" else ():
            asked.clear()
            connection.health_check_enabled, connection.health_check_done = True, False  # a request begins
            if gone == "ended there":
                end(connection.connection.info.backend_pid)
            elif gone:
                connection.connection.close()
            assert prepared(name="One") == [made]
            assert asked == [False] * bool(gone)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_silent_for_long_is_asked_whether_it_lasts(monkeypatch):
    """Its server may have vanished without a word; once in a request is enough."""
    prepared = Prepared(lambda name: Category.objects.filter(name=name))
    made = make_category(name="One")
    asked: list[bool] = []
    now = [1000.0]
    is_usable = connection.is_usable
    with monkeypatch.context() as patched:
        patched.setattr("nidairp.planned.monotonic", lambda: now[0])
        assert prepared(name="One") == [made]
        patched.setattr(connection, "is_usable", lambda: asked.append(is_usable()) or asked[-1])
        steps = ((1, 0), (SILENT + 1, 1), (1, 1), (SILENT + 1, 2))
        for passed, expected in steps if connection.vendor == "postgresql" else ():
            now[0] += passed
            connection.health_check_enabled, connection.health_check_done = True, False  # a request begins
            assert prepared(name="One") == prepared(name="One") == [made]
            assert len(asked) == expected


def end(process: int) -> None:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    other.close()


def names() -> set[str]:
    if connection.vendor != "postgresql":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        return {name for (name,) in cursor.fetchall()}


def change(kind: str) -> None:
    if connection.vendor != "postgresql":
        return
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(f"ALTER TABLE news_category ALTER COLUMN name TYPE {kind}")
    other.close()


def test_other_databases_keep_their_own_cursors():
    class Other:
        vendor = "sqlite"

    other = Other()
    assert planning_once(other) is other
