"""A second table of entries beside the one that is asked, and its taking that one's place.

So searches go on while the index is made anew, which takes minutes on a large site. Whoever writes waits for
the last moments of it only, in which what has changed meanwhile is taken over.
"""

from collections.abc import Iterable, Iterator

from ..sources import Source
from ..triggers import dropping, inlined, literal, taking
from .building import from_rows

ENTRIES, ANEW = "search_entry", "search_entry_anew"
#: Two who make it anew would make the same table.
_LOCK = 0x73656172
#: The oldest transaction that may write what the filling does not see.
_BEGUN = "search.begun"
#: So long those who come later wait behind, for one table at a time. After a second (`deadlock_timeout`)
#: PostgreSQL ends its own tidying up where that is in the way, as after a large import.
_MOMENT = "1200ms"
#: So long those who read wait behind at the end, when nobody can write: over before PostgreSQL looks for two
#: who wait for each other. Nobody in this program searches in a transaction that writes.
_LAST_MOMENT = "400ms"
_NOBODY_WRITES, _NOBODY_READS = "IN SHARE ROW EXCLUSIVE MODE", "IN ACCESS EXCLUSIVE MODE"

# All that the program's migrations gave the table, and what others may do with it. What the index has more
# goes with its columns.
_LIKE = f"""
DO $do$ DECLARE one record; BEGIN
  FOR one IN SELECT conname, pg_get_constraintdef(oid) AS made FROM pg_constraint
  WHERE conrelid = '{ENTRIES}'::regclass AND contype IN ('p', 'u') LOOP
    EXECUTE format('ALTER TABLE {ANEW} ADD CONSTRAINT %I %s', 'anew_' || one.conname, one.made);
  END LOOP;
  FOR one IN SELECT relname, pg_get_indexdef(oid) AS made FROM pg_index JOIN pg_class ON oid = indexrelid
  WHERE indrelid = '{ENTRIES}'::regclass AND relname <> 'search_entry_newest'
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) LOOP
    EXECUTE regexp_replace(one.made, '^CREATE INDEX .+? ON .+? USING ',
      format('CREATE INDEX %I ON {ANEW} USING ', 'anew_' || one.relname));
  END LOOP;
  FOR one IN SELECT privilege_type, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS who
  FROM pg_class, aclexplode(relacl) WHERE oid = '{ENTRIES}'::regclass AND grantee <> relowner LOOP
    EXECUTE format('GRANT %s ON {ANEW} TO %s', one.privilege_type, one.who);
  END LOOP;
END $do$"""  # noqa: S608

# The triggers of others, such as those that move the generation, were not to run while it was filled.
_WATCHED = f"""
DO $do$ DECLARE one record; BEGIN
  FOR one IN SELECT pg_get_triggerdef(oid) AS made FROM pg_trigger
  WHERE tgrelid = '{ENTRIES}'::regclass AND NOT tgisinternal AND tgname <> 'search_index' LOOP
    EXECUTE regexp_replace(one.made, ' ON [^ ]+ ', ' ON {ANEW} ');
  END LOOP;
END $do$"""  # noqa: S608
_RENAMED = f"""
DO $do$ DECLARE one record; BEGIN
  FOR one IN SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid
  WHERE indrelid = '{ENTRIES}'::regclass LOOP
    EXECUTE format('ALTER INDEX %I RENAME TO %I', one.relname, substr(one.relname, 6));
  END LOOP;
  EXECUTE format('ALTER SEQUENCE %s RENAME TO {ENTRIES}_id_seq', pg_get_serial_sequence('{ENTRIES}', 'id'));
END $do$"""  # noqa: S608


def hold() -> str:
    """Until the end of the transaction."""
    return f"SELECT pg_advisory_xact_lock({_LOCK})"


def begin() -> Iterator[str]:
    """An empty table like the other."""
    yield f"CREATE TABLE {ANEW} (LIKE {ENTRIES} INCLUDING ALL EXCLUDING INDEXES)"
    yield _LIKE
    gone = ", ".join(f"DROP COLUMN IF EXISTS {name}" for name in ("names", "words", "hashes", "starts"))
    yield f"ALTER TABLE {ANEW} {gone}"
    yield begun()


def begun() -> str:
    """From here on it is known what is written: `caught_up`."""
    oldest = "pg_snapshot_xmin(pg_current_snapshot())::xid::text"
    return f"SELECT set_config('{_BEGUN}', {oldest}, true)"


def looks(sources: Iterable[Source]) -> Iterator[str]:
    """Whether somebody has one of the tables for long: each to be let go before the next is asked for."""
    modes = dict.fromkeys(_tables(sources), _NOBODY_WRITES) | {ENTRIES: _NOBODY_READS}
    for table, mode in modes.items():
        yield f"SET LOCAL lock_timeout = '{_MOMENT}'; LOCK TABLE {table} {mode}"


def nobody_writes(sources: Iterable[Source]) -> Iterator[str]:
    """From now on. All tables at once, in an order that is always the same.

    While this waits it holds none, and when it holds one it does not wait: where two wait for each other,
    PostgreSQL might end the one who writes.
    """
    first, *others = _tables(sources)
    yield f"SET LOCAL lock_timeout = '{_MOMENT}'"
    yield f"LOCK TABLE {first} {_NOBODY_WRITES}"
    for table in others:
        yield f"LOCK TABLE {table} {_NOBODY_WRITES} NOWAIT"


def _tables(sources: Iterable[Source]) -> list[str]:
    return sorted(source.model._meta.db_table for source in sources)


def filled(source: Source) -> str:
    return anew(taking(source))


def caught_up(source: Source) -> Iterator[str]:
    """With what was written since it began. Nobody writes any more."""
    kind, table = literal(source.kind), source.model._meta.db_table
    there = f"SELECT object_id FROM {ENTRIES} WHERE kind = {kind}"  # noqa: S608
    public = inlined(source.rows().order_by().values("pk"))
    yield dropping(source, f"IN ({there} EXCEPT {public})")
    since = f"(SELECT * FROM {table} WHERE age(xmin) <= age(current_setting('{_BEGUN}')::xid))"  # noqa: S608
    yield from_rows(source, taking(source), since)


def swapped() -> Iterator[str]:
    """In the place of the other, under all of its names. From now on nobody reads either."""
    yield f"SET LOCAL lock_timeout = '{_LAST_MOMENT}'"
    yield f"LOCK TABLE {ENTRIES} {_NOBODY_READS}"
    yield "SET LOCAL lock_timeout TO DEFAULT"
    yield _WATCHED
    yield f"TRUNCATE {ENTRIES}"
    yield f"DROP TABLE {ENTRIES}"
    yield f"ALTER TABLE {ANEW} RENAME TO {ENTRIES}"
    yield _RENAMED


def anew(sql: str) -> str:
    """The same, of the table beside it."""
    return sql.replace(ENTRIES, ANEW)
