"""Migrations may change the tables that the triggers watch, and the index stands again when they are done."""

import fcntl
import math
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from nidairp.letters import SPELLED
from nidairp.migrating import apart
from nidairp.pages.models import Page
from nidairp.search import index
from nidairp.search.models import Entry
from nidairp.search.query import parse
from nidairp.search.sources import find
from tests.factories import make_page, make_post
from tests.nidairp.search.maker import BEFORE
from tests.processes import Process, go_on, running, says, until_waiting

#: Something that nothing searched stands in.
AWAY = ("redirects", "0001")
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _complete() -> Iterator[None]:
    yield
    call_command("migrate", verbosity=0)


@pytest.mark.one_database
def test_a_table_can_go_and_come_back():
    make_page(title="Stays")
    call_command("migrate", "news", "zero", verbosity=0)
    call_command("migrate", verbosity=0)
    make_post(title="Comes")
    assert sorted(Entry.objects.values_list("title", flat=True)) == ["Comes", "Stays"]


def test_a_column_that_is_searched_can_go_and_come_back():
    call_command("migrate", *BEFORE, verbosity=0)
    call_command("migrate", verbosity=0)
    make_page(title="Comes")
    assert list(Entry.objects.values_list("title", flat=True)) == ["Comes"]


def test_the_search_itself_can_go_and_come_back():
    make_page(title="Stays")
    call_command("migrate", "search", "zero", verbosity=0)
    make_page(title="Saved without")
    call_command("migrate", verbosity=0)
    assert sorted(Entry.objects.values_list("title", flat=True)) == ["Saved without", "Stays"]


def written_meanwhile() -> None:
    """What the entries do not follow: changed, hidden, gone and new."""
    Page.objects.filter(slug="changed").update(title="After")
    Page.objects.filter(slug="hidden").update(state="draft")
    Page.objects.filter(slug="gone").delete()
    make_page(title="New", slug="new")


@pytest.fixture
def pages() -> list[str]:
    """Their titles as they are found once that is written."""
    for slug in ("changed", "hidden", "gone", "stays"):
        make_page(title=slug.capitalize(), slug=slug)
    return ["After", "New", "Stays"]


def found_pages() -> list[str]:
    keys = [key for word in ("after", "new", "stays", "changed", "hidden", "gone") for key in keys_of(word)]
    assert sorted(keys) == sorted(Entry.objects.filter(kind="pages").values_list("object_id", flat=True))
    return sorted(Page.objects.filter(pk__in=keys).values_list("title", flat=True))


def keys_of(word: str) -> list[int]:
    return [*index.keys(parse(word), find("pages"))]


@pytest.fixture
def migrated(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Migrates something that is not searched, and writes while the triggers are away."""

    def done(meanwhile: Callable[[], object] = written_meanwhile) -> None:
        rest = index.rest

        def and_meanwhile() -> None:
            rest()
            assert following() == 0
            meanwhile()

        with monkeypatch.context() as patched:
            patched.setattr(index, "rest", and_meanwhile)
            call_command("migrate", *AWAY, verbosity=0)
        assert following() > 0
        assert not index.stand()

    return done


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How often it was made anew."""
    found: list[float] = []
    make = index._make
    monkeypatch.setattr(index, "_make", lambda patience: found.append(patience) or make(patience))
    return found


def test_after_migrations_the_index_is_not_made_anew_and_knows_what_was_written_meanwhile(
    migrated, made, pages
):
    migrated()
    assert found_pages() == pages
    assert made == []
    make_page(title="Stays too", slug="too")
    assert len(keys_of("stays")) == 2


@pytest.mark.parametrize("at", ["agreed", "followed"])
def test_what_is_written_while_it_is_compared_is_found(monkeypatch, migrated, made, pages, at: str):
    statements, is_alone = getattr(index.engine(), at), connection.vendor == "sqlite" and at == "followed"
    writes = [] if is_alone else [written_meanwhile]  # on SQLite nobody else can write then

    def after_others_have_written(sources: Any) -> list[str]:
        there = [*statements(sources)]
        if writes:
            writes.pop()()
        return there

    monkeypatch.setattr(index.engine(), at, after_others_have_written)
    migrated(written_meanwhile if is_alone else lambda: None)
    assert found_pages() == pages
    assert made == []


def test_where_most_has_changed_the_index_is_made_anew(monkeypatch, migrated, made, pages):
    monkeypatch.setattr("nidairp.search.postgresql.agreeing.MANY", 1)
    migrated()
    assert found_pages() == pages
    assert len(made) == (connection.vendor == "postgresql")


def test_an_index_made_by_other_rules_is_made_anew_after_migrations(monkeypatch, migrated, made, pages):
    monkeypatch.setattr(index.engine(), "server_rules", lambda cursor: ("another",))
    migrated()
    assert found_pages() == pages
    assert made == [math.inf]


def test_an_index_of_which_nothing_is_known_is_made_anew_after_migrations(migrated, made, pages):
    index.lie_down()
    migrated()
    assert found_pages() == pages
    assert made == [math.inf]


def test_after_migrations_of_the_search_itself_it_is_made_anew(made, pages):
    call_command("migrate", "search", "0001", verbosity=0)
    written_meanwhile()
    call_command("migrate", verbosity=0)
    assert found_pages() == pages
    assert made == [math.inf]


def test_migrations_that_were_stopped_halfway_leave_an_index_that_rests_until_it_is_compared(
    made, pages, capsys
):
    index.rest()
    written_meanwhile()
    index.rest()
    call_command("rebuild_search", if_grown=True)
    assert "Migrations are not done" in capsys.readouterr().out
    assert index.stand()
    assert found_pages() == pages
    assert made == []


@pytest.mark.one_database
def test_other_letters_are_other_rules(monkeypatch):
    before = index._digest()
    monkeypatch.setitem(SPELLED, "ŋ", "n")
    assert index._digest() != before


def following() -> int:
    """How many triggers of the tables that are searched there are."""
    catalogue = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND instr(name, '_search_')",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname ~ '_search_(add|change|remove)$'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return cursor.fetchone()[0]


def begun(process: Process) -> None:
    go_on(process)
    assert says(process) == "trying"


def test_while_somebody_migrates_the_hourly_look_at_the_search_gives_up(capsys):
    with running("tests.nidairp.search.maker", "migrate") as migrating:
        begun(migrating)
        assert says(migrating) == "step"
        assert following() == 0
        call_command("rebuild_search", if_grown=True)
        assert "Somebody migrates" in capsys.readouterr().out
        assert following() == 0
        go_on(migrating)
        assert says(migrating) == "done"


def test_who_makes_the_search_anew_while_somebody_migrates_waits_until_that_is_done():
    with (
        running("tests.nidairp.search.maker", "migrate") as migrating,
        running("tests.nidairp.search.maker", "rebuild") as making,
    ):
        begun(migrating)
        assert says(migrating) == "step"
        begun(making)
        until_waiting()
        assert following() == 0
        go_on(migrating)
        assert says(migrating) == "done"
        # The column that has gone is searched: so what comes then is an error, and no trigger.
        assert says(making) == ""
        assert following() == 0


def test_migrations_wait_for_the_search_that_is_made_anew():
    make_page(title="Stays")
    with (
        running("tests.nidairp.search.maker", "rebuild") as making,
        running("tests.nidairp.search.maker", "migrate") as migrating,
    ):
        begun(making)
        assert says(making) == "step"
        begun(migrating)
        until_waiting()
        go_on(making)
        assert says(making) == "The"
        assert says(making) == "done"
        assert says(migrating) == "step"
        assert following() == 0
        go_on(migrating)
        assert says(migrating) == "done"


def test_who_keeps_apart_from_migrations_keeps_its_connection_and_holds_up_nobody_else():
    """A pooler gives a connection to others between two transactions, with all its locks."""
    if connection.vendor == "postgresql":
        holders = (
            "SELECT state, backend_xmin FROM pg_stat_activity WHERE datname = current_database() AND pid IN "
            "(SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)"
        )
        with connection.cursor() as cursor:
            with apart(connection.alias):
                assert cursor.execute(holders).fetchall() == [("idle in transaction", None)]
            assert cursor.execute(holders).fetchall() == []


def test_who_keeps_apart_from_migrations_need_not_be_the_user_who_migrated_first(monkeypatch):
    """The lock's file is theirs who made it; others may read it."""
    for_what = []
    flock = fcntl.flock

    def noted(file: int, how: int) -> None:
        for_what.append(fcntl.fcntl(file, fcntl.F_GETFL) & os.O_ACCMODE)
        flock(file, how)

    monkeypatch.setattr(fcntl, "flock", noted)
    with apart(connection.alias, migrates=True), apart(connection.alias, waits=False) as nobody_migrates:
        assert not nobody_migrates
    assert for_what == ([] if connection.vendor == "postgresql" else [os.O_RDONLY] * 2)


def test_the_hourly_look_keeps_nobody_from_writing_where_the_search_has_not_grown(monkeypatch):
    monkeypatch.setattr(index, "_catch_up", pytest.fail)
    assert index.rebuild_if_grown() is None


def test_migrating_says_that_it_waits():
    with apart(connection.alias), running("tests.nidairp.search.maker", "migrate", "aloud") as migrating:
        begun(migrating)
        assert says(migrating) == "Another"


def test_what_lies_down_for_migrations_is_not_made_to_stand_by_the_hourly_look(capsys):
    index.lie_down()
    call_command("rebuild_search", if_grown=True)
    assert "Migrations are not done" in capsys.readouterr().out
    assert following() == 0


def test_for_tables_of_before_the_search_is_not_made_anew():
    call_command("migrate", *BEFORE, verbosity=0)
    with pytest.raises(CommandError, match="migrate first"):
        call_command("rebuild_search")
    assert following() == 0
