"""Who must not meet waits for the other, or is sent away: locks for the length of a transaction.

Names of people and keywords are looked up, and what was found is written. Whoever does that (editors,
imports) holds the lock of names together with all others of his kind; whoever merges authors, renames
keywords or puts names right has it alone. Else a name could be written to an author who is merged away.
Only one at a time makes new names, or writes to several publications: imports do both all along. So nobody
meets a name that another is about to make, and two who wait for each other's publications are never two.

They are taken in this order, and before any row is locked: `make_names`, then `hold_names`. Rows of
publications come next, by their keys. Whoever keeps to it never waits for somebody who waits for him.

An import: whoever applies it or takes it back has it alone; whoever decides on it, drops or deletes it does
that only while it rests. Its row cannot be the lock, for there it is written meanwhile how far it is.
SQLite needs nothing here: its transactions begin IMMEDIATE and have the file to themselves.
"""

from django.db import connection

from nidairp.patience import patience

_NAMES_LOCK = 0x61757468
_MAKING_LOCK = 0x6E696461
_IMPORT_LOCK = 0x696D7074
_MOST = 2**31


def make_names() -> None:
    """For those who make new authors or keywords, or write to several publications; they come one by one."""
    _ask("pg_advisory_xact_lock(%s)", _MAKING_LOCK)


def make_names_late() -> None:
    """For those who see only in the midst of writing that one is new: they do not wait without limit."""
    with patience():
        make_names()


def hold_names() -> None:
    """For those who write names: nobody is merged, and no keyword renamed, until they are done."""
    _ask("pg_advisory_xact_lock_shared(%s)", _NAMES_LOCK)


def have_names_alone() -> None:
    """For those who change what names mean: nobody writes any meanwhile. ``Busy`` if that takes too long."""
    with patience():
        _ask("pg_advisory_xact_lock(%s)", _NAMES_LOCK)


def names_are_free() -> bool:
    """Whether nobody else writes names just now; then nobody will before this transaction ends."""
    return _ask("pg_try_advisory_xact_lock(%s)", _NAMES_LOCK)


def have_import_alone(pk: int) -> None:
    """For those who apply an import or take it back; they come one after the other."""
    _ask("pg_advisory_xact_lock(%s, %s)", _IMPORT_LOCK, pk % _MOST)


def hold_import_at_rest(pk: int) -> bool:
    """Whether nobody applies it or takes it back; then nobody will before this transaction ends."""
    return _ask("pg_try_advisory_xact_lock_shared(%s, %s)", _IMPORT_LOCK, pk % _MOST)


def _ask(function: str, *keys: int) -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", keys)
        return cursor.fetchone()[0] is not False
