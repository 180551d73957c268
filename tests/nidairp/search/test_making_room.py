"""Who writes or reads for long does not make all others wait for the search that is made anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from nidairp.search import index, patience
from nidairp.search.models import Entry
from nidairp.search.postgresql import beside, pairs, tsquery
from nidairp.search.query import parse
from nidairp.search.sources import find
from publications.importing import afterwards
from tests.factories import make_page, make_post, make_publication
from tests.processes import go_on, running, says, until_waiting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WRITES = "UPDATE publications_publication SET title = title"
READS = "SELECT count(*) FROM search_entry"


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    index.stand()


@contextmanager
def somebody(sql: str) -> Iterator[Any]:
    """In a transaction that goes on; on SQLite, where others wait for one who writes, in one that is over."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("BEGIN")
            cursor.execute(sql)
            cursor.fetchall() if cursor.description else None
        yield other
    finally:
        other.close()


def held() -> list[str]:
    """Tables that others must not write, or not even read, meanwhile."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_locks JOIN pg_class ON pg_class.oid = relation WHERE granted "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
            "AND mode IN ('ShareRowExclusiveLock', 'AccessExclusiveLock') "
            "AND relname ~ '^(search_entry|news|pages|people|publications)' AND relname !~ 'anew'"
        )
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.parametrize("sql", [WRITES, READS])
def test_who_is_in_the_way_is_waited_for_while_all_others_go_on(monkeypatch, sql):
    make_publication(title="Before")
    pauses: list[float] = []
    with somebody(sql) as other:

        def pause(seconds: float) -> None:
            pauses.append(seconds)
            assert held() == []
            if len(pauses) == 2:
                other.close()

        monkeypatch.setattr(patience.time, "sleep", pause)
        assert index.rebuild() == 1
    if connection.vendor == "postgresql":
        assert pauses == [patience.PAUSE, 2 * patience.PAUSE]
    make_post(title="After")
    assert sorted(Entry.objects.values_list("title", flat=True)) == ["After", "Before"]


@pytest.mark.parametrize("sql", [WRITES, READS])
def test_before_all_tables_are_taken_it_is_looked_whether_somebody_has_one_for_long(monkeypatch, sql):
    """What has changed meanwhile is taken over once, at the end: whoever writes waits for that."""
    make_publication(title="Before")
    asked: list[str] = []
    taken_over: list[bool] = []

    def note(execute: Any, sql: str, *given: Any) -> Any:
        asked.append(sql)
        return execute(sql, *given)

    with somebody(sql) as other, connection.execute_wrapper(note):

        def pause(seconds: float) -> None:
            taken_over.append(any("OR REPLACE TRIGGER" in sql for sql in asked))
            other.close()

        monkeypatch.setattr(patience.time, "sleep", pause)
        assert index.rebuild() == 1
    assert taken_over == ([False] if connection.vendor == "postgresql" else [])


@pytest.mark.slow
@pytest.mark.parametrize("table", ["news_post", "pages_page", "people_person", "publications_publication"])
def test_while_one_table_is_waited_for_no_other_is_held(table):
    """Two who wait for each other PostgreSQL would find, and might end the one who writes."""
    writes = f"DELETE FROM {table}" if connection.vendor == "postgresql" else READS  # noqa: S608
    with running("tests.nidairp.search.maker", "rebuild") as making:
        go_on(making)
        assert [says(making), says(making)] == ["trying", "step"]
        with somebody(writes):
            go_on(making)
            until_waiting()
            assert held() == []
        assert says(making) == "The"


@pytest.mark.parametrize("table", ["pages_page", "people_person", "publications_publication"])
def test_who_holds_one_table_waits_for_no_other(monkeypatch, table):
    """Somebody may have come since it was looked."""
    if connection.vendor == "postgresql":
        monkeypatch.setattr("nidairp.search.postgresql.looks", lambda sources: iter(()))
        monkeypatch.setattr(beside, "_MOMENT", "0")  # it would wait for ever
    pauses: list[float] = []
    with somebody(f"DELETE FROM {table}") as other, connection.cursor() as cursor:  # noqa: S608

        def pause(seconds: float) -> None:
            pauses.append(seconds)
            other.connection.rollback()  # done when it returns, as `close` is not

        monkeypatch.setattr(patience.time, "sleep", pause)
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = '20s'")
        try:
            assert index.rebuild() == 0
        finally:
            if connection.vendor == "postgresql":
                cursor.execute("RESET statement_timeout")
    assert len(pauses) == (connection.vendor == "postgresql")


@pytest.mark.parametrize("sql", [WRITES, READS])
def test_who_is_in_the_way_for_too_long_leaves_the_search_as_it_was(monkeypatch, capsys, sql):
    monkeypatch.setattr(index, "PATIENCE", 0)
    monkeypatch.setattr(index, "has_grown", lambda: True)
    make_publication(title="Before")
    in_the_way = connection.vendor == "postgresql"
    with somebody(sql):
        call_command("rebuild_search", if_grown=True)
        said = capsys.readouterr().out
        assert ("Others have been writing or reading" in said) is in_the_way
        if in_the_way:
            with pytest.raises(CommandError, match="Others have been"):
                call_command("rebuild_search")
    make_page(title="After")
    assert sorted(Entry.objects.values_list("title", flat=True)) == ["After", "Before"]
    assert not index.stand()


def test_who_writes_while_the_search_would_be_put_in_order_is_not_waited_for_for_ever(monkeypatch, capsys):
    if connection.vendor == "sqlite":
        monkeypatch.setattr(index, "has_grown", lambda: True)
        with connection.cursor() as cursor, somebody("BEGIN IMMEDIATE"):
            cursor.execute("PRAGMA busy_timeout = 0")
            call_command("rebuild_search", if_grown=True)
        assert "Others have been writing" in capsys.readouterr().out


@pytest.mark.one_database
def test_what_fails_because_somebody_is_in_the_way_is_tried_again_and_nothing_else(monkeypatch):
    class Cause(Exception):
        def __init__(self, sqlstate: str) -> None:
            self.sqlstate = sqlstate

    failing = ["53100", "40P01", "55P03"]

    def work() -> None:
        raise OperationalError("It cannot be done.") from Cause(failing.pop())

    monkeypatch.setattr(patience.time, "sleep", lambda seconds: None)
    with pytest.raises(OperationalError):
        patience.patiently(work, 10)
    assert failing == []


def test_two_who_find_it_lying_make_it_once(monkeypatch):
    """The second, who had to wait for the first, looks again."""
    there = [index._digest(), ""]
    monkeypatch.setattr(index, "_digest_there", there.pop)
    assert not index.stand()
    assert there == []


def test_a_phrase_that_is_asked_while_the_index_changes_its_pairs_is_found(monkeypatch):
    """Which words are frequent, so that their pairs are in the index, may have changed."""
    monkeypatch.setattr("nidairp.search.postgresql.pairs.FREQUENT", 1)
    make_publication(title="A cue reward")
    index.rebuild()
    source, query = find("publications"), parse('"cue reward"')
    if connection.vendor == "postgresql":
        assert "' cue reward'" in str(tsquery.likely(connection, query))

        def meanwhile(*asked: Any) -> Any:
            known = pairs.pairs(*asked)
            assert " cue reward" in known.known
            monkeypatch.setattr(pairs, "FREQUENT", 1_000_000)
            monkeypatch.setattr(tsquery, "pairs", pairs.pairs)
            index.rebuild()
            return known

        monkeypatch.setattr(tsquery, "pairs", meanwhile)
    assert len(index.keys(query, source)) == 1


def test_after_a_large_import_it_is_looked_whether_the_search_has_grown(monkeypatch, tmp_path):
    monkeypatch.setattr("nidairp.search.postgresql.filling.MANY", 1)
    monkeypatch.setattr("publications.management.commands.import_bibtex.SHORT", 0)
    (tmp_path / "a.bib").write_text("@article{one, title = {A quokka}, author = {A, B}, year = 2020}")
    call_command("import_bibtex", tmp_path / "a.bib")
    assert not index.has_grown()
    assert Entry.objects.get().title == "A quokka"


def test_after_a_large_import_the_search_waits_for_migrations(monkeypatch, caplog):
    caplog.set_level("INFO")
    index.lie_down()
    afterwards.follow()
    assert "Migrations are not done" in caplog.text
    assert index.stand()
