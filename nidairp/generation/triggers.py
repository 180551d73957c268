"""The triggers that move the generation, and their standing up and lying down around migrations.

A trigger's name holds a digest of what it does, so whether all stand as they should is one look into the
catalogue.

On PostgreSQL no writer ever waits for another one because of this: each takes a row that nobody else holds,
or adds one, and the sum moves with any. Once in a transaction is enough for each app whose tables change.
"""

import hashlib
from collections.abc import Iterable

from django.db import connection, transaction

from .watched import TABLE, Watched, watched

PREFIX = "generation_"
EVENTS = {"sqlite": ("INSERT", "UPDATE", "DELETE"), "postgresql": ("INSERT", "UPDATE", "DELETE", "TRUNCATE")}
#: 52 random bits, so that sums stay far from the end of the numbers.
TOKEN = {"sqlite": "random() >> 12", "postgresql": "(random() * 4503599627370496)::bigint"}
CATALOGUE = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)",
}
#: A setting of the transaction for each app: that its number has moved already.
MOVED = "nidairp.moved_"
# Under a stricter isolation a row that somebody else has changed meanwhile is an error.
_MOVING = f"""
CREATE OR REPLACE FUNCTION {PREFIX}moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this text := pg_current_xact_id()::text;
    whose text := TG_ARGV[0];
    moved text := '{MOVED}' || whose;
BEGIN
    IF current_setting(moved, true) IS DISTINCT FROM this THEN
        PERFORM set_config(moved, this, true);
        IF current_setting('transaction_isolation') = 'read committed' THEN
            UPDATE {TABLE} SET token = {TOKEN["postgresql"]}
            WHERE id = (
                SELECT id FROM {TABLE} WHERE app = whose ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
            );
            IF FOUND THEN
                RETURN NULL;
            END IF;
        END IF;
        INSERT INTO {TABLE} (token, app) VALUES ({TOKEN["postgresql"]}, whose);
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608


@transaction.atomic
def stand() -> bool:
    """Makes the triggers where they are not all there as they should be; says whether it had to."""
    there = set(connection.introspection.table_names())
    if TABLE not in there or _are_older(there):
        return False
    seen = [one for one in watched() if one.table in there]
    wanted = {_name(statement): statement for one in seen for statement in _making(one)}
    apps = {one.app for one in seen}
    if wanted.keys() == {name for name, _ in _standing()} and apps <= _with_a_number():
        return False
    _drop()
    if connection.vendor == "postgresql":
        _run([_MOVING])
    _run(statement.replace("TRIGGER", f"TRIGGER {name}", 1) for name, statement in wanted.items())
    token = TOKEN[connection.vendor]
    _run(f"INSERT INTO {TABLE} (token, app) VALUES ({token}, '{app}')" for app in sorted(apps))  # noqa: S608
    return True


def _are_older(there: set[str]) -> bool:
    """Whether tables lack what triggers name, on the way back: the next migration forward makes these."""
    named = {one.table: one.columns for one in watched() if one.columns} | {TABLE: ("app",)}
    with connection.cursor() as cursor:
        for table in named.keys() & there:
            described = connection.introspection.get_table_description(cursor, table)
            if set(named[table]) - {column.name for column in described}:
                return True
    return False


@transaction.atomic
def lie_down() -> None:
    """Until they stand again there is no generation, and nothing is kept."""
    _drop()
    if TABLE in connection.introspection.table_names():
        _run([f"DELETE FROM {TABLE}"])  # noqa: S608


def _making(one: Watched) -> Iterable[str]:
    for event in EVENTS[connection.vendor] if not one.where else ("INSERT", "UPDATE"):
        of = f" OF {', '.join(one.columns)}" if one.columns and event == "UPDATE" else ""
        each = "FOR EACH ROW" if (one.where or one.by_row) and event != "TRUNCATE" else ""
        each += f" WHEN ({one.where})" if one.where else ""
        made = f"CREATE TRIGGER AFTER {event}{of} ON {one.table} {each}"
        if connection.vendor == "sqlite":
            moves = f"UPDATE {TABLE} SET token = {TOKEN['sqlite']} WHERE app = '{one.app}'"  # noqa: S608
            yield f"{made} BEGIN {moves}; END"
        else:
            yield f"{made} EXECUTE FUNCTION {PREFIX}moves('{one.app}')"  # without a word: for each statement


def _name(statement: str) -> str:
    body = _MOVING if connection.vendor == "postgresql" else ""
    return PREFIX + hashlib.sha256((statement + body).encode()).hexdigest()[:20]


def _standing() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE[connection.vendor])
        return [(name, table) for name, table in cursor.fetchall() if name.startswith(PREFIX)]


def _with_a_number() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT app FROM {TABLE}")  # noqa: S608
        return {app for (app,) in cursor.fetchall()}


def _drop() -> None:
    on_table = connection.vendor == "postgresql"
    _run(f"DROP TRIGGER {name}" + (f" ON {table}" if on_table else "") for name, table in _standing())


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
