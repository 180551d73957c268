"""On PostgreSQL a prepared question is planned once for a connection, whatever its values are."""

import datetime
import gc
import weakref
from typing import Any

import psycopg
import pytest
from django.db import (
    DEFAULT_DB_ALIAS,
    DataError,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
    transaction,
)
from django.test.utils import CaptureQueriesContext

from news.models import Category, Featured
from nidairp.planned import MOST, SILENT, _Cursor, _Prepared, numbered, planning_once
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


@pytest.mark.django_db(transaction=True)
def test_who_asks_first_in_a_transaction_is_in_it():
    """A cursor of psycopg's begins it; so what is asked past them must, too."""
    prepared = Prepared(lambda name: Category.objects.filter(name=name).select_for_update())
    make_category(name="One")
    with transaction.atomic():
        found = prepared(name="One")[0]
        found.name = "Another"
        found.save()
        assert prepared(name="Another") == [found]
        transaction.set_rollback(True)
    assert prepared(name="Another") == []


@pytest.mark.django_db(transaction=True)
def test_a_server_that_goes_in_the_middle_is_an_error_of_the_connection():
    if connection.vendor != "postgresql":
        return
    with pytest.raises(OperationalError), planning_once(connections[DEFAULT_DB_ALIAS]).cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid(), %s)", [5000])
    assert not connection.is_usable()
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_what_the_database_refuses_is_said_as_by_any_cursor():
    if connection.vendor != "postgresql":
        return
    for sql, values in (("SELECT 1 / %s", [0]), ("SELECT %s", ["\0"]), ("SELECT %s::text::int", ["one"])):
        with pytest.raises(DataError), planning_once(connections[DEFAULT_DB_ALIAS]).cursor() as cursor:
            cursor.execute(sql, values)
    assert planned("SELECT 1 / %") == 1


@pytest.mark.django_db
def test_nothing_is_prepared_where_the_settings_say_so(monkeypatch):
    """Behind a pooler each question may meet another connection of PostgreSQL's."""
    prepared = Prepared(lambda name: Category.objects.filter(name=name, dateline_label=""))
    made = make_category(name="One")
    if connection.vendor == "postgresql":
        monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    before = names()
    assert prepared(name="One") == [made]
    assert names() == before


@pytest.mark.django_db(transaction=True)
def test_what_was_prepared_on_a_lost_connection_goes_with_it():
    prepared = Prepared(lambda name: Category.objects.filter(name=name))
    made = make_category(name="One")
    assert prepared(name="One") == [made]
    lost = weakref.ref(connection.connection) if connection.vendor == "postgresql" else lambda: None
    connection.close()
    assert prepared(name="One") == [made]
    gc.collect()
    assert lost() is None


@pytest.mark.django_db(transaction=True)
def test_what_a_pooler_no_longer_knows_is_prepared_anew():
    """Behind it PostgreSQL may have been started again; within a transaction who asks is told, but once."""
    prepared = Prepared(lambda name: Category.objects.filter(name=name))
    made = make_category(name="One")
    for _ in range(2):
        assert prepared(name="One") == [made]
        forget()
    assert prepared(name="One") == [made]
    with transaction.atomic():
        forget()
        if connection.vendor == "postgresql":
            with pytest.raises(ProgrammingError), transaction.atomic():
                prepared(name="One")
        assert prepared(name="One") == [made]


@pytest.mark.django_db(transaction=True)
def test_a_pooler_that_shares_what_is_prepared_is_told_where_it_must_be_planned_anew():
    """PgBouncer prepares a text once on each server, for all who ask it, whatever they call it."""
    if connection.vendor != "postgresql":
        return
    make_category(name="One")
    server = connections[DEFAULT_DB_ALIAS].connection
    shared: dict[bytes, bytes] = {}
    try:
        for kind in ("varchar(120)", "varchar(130)", "varchar(140)"):
            for _ in range(2):  # two processes, of which one prepared it before and one did after
                prepared = _Prepared(server)
                prepared.connection = Pooled(server, shared)
                cursor = _Cursor(prepared)
                cursor.execute("SELECT name FROM news_category WHERE name = %s", ["One"])
                change(kind)
                cursor.execute("SELECT name FROM news_category WHERE name = %s", ["One"])
                assert cursor.fetchall() == [("One",)]
    finally:
        change("varchar(100)")


@pytest.mark.django_db(transaction=True)
def test_no_two_connections_mean_different_questions_by_one_name():
    """A pooler that knows no prepared ones may lead one to the server of the other."""
    other = connection.copy()
    found = []
    for number, asking in enumerate(
        (connections[DEFAULT_DB_ALIAS], other) if connection.vendor == "postgresql" else ()
    ):
        with planning_once(asking).cursor() as cursor:
            cursor.execute(f"SELECT {number} + %s", [1])
        with asking.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_prepared_statements WHERE statement LIKE 'SELECT _ + %'")
            found += cursor.fetchall()
    other.close()
    assert len(set(found)) == (2 if connection.vendor == "postgresql" else 0)


@pytest.mark.django_db
def test_what_was_answered_is_not_kept():
    """A page's texts would lie in memory until the same is asked again, for each connection."""
    if connection.vendor != "postgresql":
        return
    asking = planning_once(connections[DEFAULT_DB_ALIAS])
    with asking.cursor() as cursor:
        cursor.execute("SELECT repeat(%(sign)s, 3)", {"sign": "x"})
        assert cursor.fetchall() == [("xxx",)]
        result = cursor.cursor._prepared.transformer("SELECT repeat(%(sign)s, 3)").pgresult
    assert result is None


@pytest.mark.django_db
def test_so_many_are_kept_and_then_all_are_prepared_anew():
    if connection.vendor != "postgresql":
        return
    for number in (*range(MOST + 3), 1):
        with planning_once(connections[DEFAULT_DB_ALIAS]).cursor() as cursor:
            cursor.execute(f"SELECT {number} + %(more)s", {"more": number})
            assert cursor.fetchall() == [(2 * number,)]
    assert planned("SELECT 1 + %") == 1
    assert 0 < len(names()) <= MOST


@pytest.mark.django_db
def test_a_question_without_values_is_asked_as_well():
    made = make_category(name="One")
    assert made in Prepared(Category.objects.all)()


@pytest.mark.django_db
def test_what_was_asked_can_be_looked_at():
    """Django's way to see the queries of a page."""
    prepared = Prepared(lambda name: Category.objects.filter(name=name))
    with CaptureQueriesContext(connection) as queries:
        prepared(name="One")
    assert [query["sql"].count("FROM") for query in queries] == [1]


def test_places_get_numbers_and_a_name_the_same_wherever_it_stands():
    asked = numbered("SELECT %(a)s, %(b)s, %(a)s LIKE '%%s%%'")
    assert (asked.query, asked.names) == (b"SELECT $1, $2, $1 LIKE '%s%'", ("a", "b"))
    asked = numbered("SELECT %s, '%%', %s")
    assert (asked.query, asked.names) == (b"SELECT $1, '%', $2", ())


class Pooled:
    """A connection by PgBouncer: it knows who calls what by which name, the server knows each text once."""

    def __init__(self, server: psycopg.Connection, shared: dict[bytes, bytes]) -> None:
        self._server, self._shared = server, shared
        self._called: dict[bytes, bytes] = {}
        self.pgconn = self

    def __getattr__(self, name: str) -> Any:
        found = self._server if hasattr(self._server, name) else self._server.pgconn
        return getattr(found, name)

    def execute(self, sql: str) -> None:
        assert sql == "DEALLOCATE ALL"
        self._called.clear()

    def prepare(self, name: bytes, query: bytes, types: tuple[int, ...]) -> Any:
        is_new = query not in self._shared
        self._called[name] = self._shared.setdefault(query, name)
        return self._server.pgconn.prepare(name if is_new else b"", query, types)

    def exec_prepared(self, name: bytes, *values: Any) -> Any:
        return self._server.pgconn.exec_prepared(self._called[name], *values)


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


def forget() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")


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
