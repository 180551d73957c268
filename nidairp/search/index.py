"""The index as a whole: making it, filling it, asking it. Which engine answers is the database's business."""

import hashlib
import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from nidairp.generation.source import reading
from nidairp.migrating import apart
from nidairp.patience import Busy, somebody_in_the_way

from . import postgresql, sqlite
from .found import Asked, Found
from .patience import patiently
from .query import Query
from .sources import Source, registered

_ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
#: So many keys are named one by one.
FEW = 800
#: So many seconds it is waited for those who write, or read, for long.
PATIENCE = 300.0
_OTHERS = "Others have been writing or reading for long: the search stays as it was."
_LAYOUT = "CREATE TABLE IF NOT EXISTS search_layout (digest varchar(64) NOT NULL)"


class NotNow(Exception):
    """Why the index cannot be made anew now, in a sentence."""


def engine() -> Any:
    return _ENGINES[connection.vendor]


def tables() -> set[str]:
    """All that must be there before the index can be."""
    return {"search_entry", *(source.model._meta.db_table for source in registered())}


def fits() -> bool:
    """Whether the tables are as old as the program; on the way back of migrations they are older."""
    there = set(connection.introspection.table_names())
    models = {apps.get_model("search", "Entry"), *(source.model for source in registered())}
    return tables() <= there and not any(map(_lacks, models))


def _lacks(model: type[Model]) -> set[str]:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, model._meta.db_table)
    return {field.column for field in model._meta.concrete_fields} - {column.name for column in described}


@transaction.atomic
def stand() -> bool:
    """Makes and fills the index where it is not as the registered sources ask for; says whether it had to.

    Of one that only rests, made by the same rules, each entry is compared with its row: what was written
    meanwhile nobody has noted.
    """
    if _digest_there() == _digest():
        return False
    _run([engine().hold()])
    there, asked = _digest_there(), _digest()
    if there == asked:  # by whoever had to be waited for
        return False
    if there != _resting(asked) or not _agree():
        _make(patience=math.inf)
    return True


@transaction.atomic
def lie_down() -> None:
    """Takes away what follows the tables, and all that is known of what the index was made by."""
    _run([engine().hold(), _LAYOUT, "DELETE FROM search_layout", *engine().unbuild(registered())])


@transaction.atomic
def rest() -> None:
    """Takes away what follows the tables that migrations may change; the index still follows its entries."""
    _run([engine().hold()])
    there = _digest_there()
    _run(engine().unfollow(registered()))
    _note(_resting(there))


def _resting(digest: str) -> str:
    """The mark of an index that was made by these rules, and does not follow the rows now."""
    return f"~{digest[1:]}"


def _agree() -> bool:
    """The entries as the rows are, and following them; not where making all anew is quicker."""
    with connection.cursor() as cursor:
        if engine().much_differs(cursor, registered()):
            return False
    _run(engine().agreed(registered()))
    patiently(lambda: _run(engine().followed(registered())), math.inf)
    _note(_digest())
    return True


def rebuild() -> int:
    """Everything anew, from the rows as they are; says how many entries there are then."""
    with apart(connection.alias), transaction.atomic():
        _run([engine().hold()])
        if not fits():
            raise NotNow("The tables are not this program's: migrate first.")
        return _make(PATIENCE)


def rebuild_if_grown() -> int | None:
    """The same, or what is enough, where that makes it quicker to ask; None where it does not."""
    with apart(connection.alias, waits=False) as nobody_migrates:
        if not nobody_migrates:
            raise NotNow("Somebody migrates: that comes first.")
        if _digest_there() != _digest():
            raise NotNow("Migrations are not done, or not this program's: the search waits for these.")
        if not has_grown():
            return None
        try:
            return _catch_up()
        except OperationalError as error:
            if somebody_in_the_way(error):
                raise NotNow(_OTHERS) from error
            raise


@transaction.atomic
def _catch_up() -> int | None:
    _run([engine().hold()])
    if not has_grown():  # since whoever had to be waited for
        return None
    if not engine().IF_GROWN:
        return _make(PATIENCE)
    _run(engine().IF_GROWN)
    return _count()


def _make(patience: float) -> int:
    """In the transaction of whoever holds it."""
    _run([_LAYOUT, "DELETE FROM search_layout", *engine().anew(registered())])
    try:
        looks = [partial(_run, [sql]) for sql in engine().looks(registered())]
        patiently(lambda: _run(engine().in_place(registered())), patience, looks)
    except Busy as busy:
        raise NotNow(_OTHERS) from busy
    _note(_digest())
    return _count()


def _note(digest: str) -> None:
    _run([_LAYOUT, "DELETE FROM search_layout"])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_layout (digest) VALUES (%s)", [digest])


def has_grown() -> bool:
    with connection.cursor() as cursor:
        return bool(engine().has_grown(cursor, registered()))


def best(query: Query, source: Source) -> Found:
    """The most relevant of one kind, best first."""
    [found] = best_of_each(query, [source])
    return found


def best_of_each(query: Query, sources: Sequence[Source]) -> list[Found]:
    """The same of several, which an engine may look for together."""
    if not query:
        return [Found(0, [])] * len(sources)
    found: list[Found] = engine().find(reading(), query, _asked(sources))
    return found


def any_with(query: Query, sources: Iterable[Source]) -> bool:
    """Whether there is anything, for those who need not know what."""
    if not query:
        return False
    with reading().cursor() as cursor:
        there: bool = engine().any_with(cursor, query, _asked(sources))
    return there


def _asked(sources: Iterable[Source]) -> list[Asked]:
    now = timezone.now()
    return [Asked(source.kind, source.number, now if source.has_moments else None) for source in sources]


def matching(rows: QuerySet[Any], query: Query, source: Source) -> QuerySet[Any]:
    """Those of the rows that have the words, in the order they had.

    Few are named by their keys: a planner that must guess how rare a word is may read the whole table.
    """
    if not query:
        return rows.none()
    with reading().cursor() as cursor:
        sql, params = engine().matching(cursor, query, source.kind)
        cursor.execute(f"{sql} LIMIT {FEW + 1}", params)
        keys = [key for (key,) in cursor.fetchall()]
    if not keys:
        return rows.none()
    return rows.filter(pk__in=keys if len(keys) <= FEW else RawSQL(sql, params))  # noqa: S611


def keys(query: Query, source: Source) -> Sequence[int]:
    """The keys of all that have the words, in no order."""
    if not query:
        return []
    with reading().cursor() as cursor:
        return engine().keys(cursor, *engine().matching(cursor, query, source.kind))


def counted(words: Iterable[str], sources: Iterable[Source]) -> dict[str, int]:
    """Those of the words that any entry has, with how many have it; of frequent ones nobody counts all."""
    asked, kinds = sorted(words), [source.kind for source in sources]
    if not asked:
        return {}
    with reading().cursor() as cursor:
        return dict(engine().counted(cursor, asked, kinds))


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_entry")
        return int(cursor.fetchone()[0])


def _digest() -> str:
    with connection.cursor() as cursor:
        rules = engine().server_rules(cursor)
    statements = [*engine().anew(registered()), *engine().in_place(registered())]
    made = "\n".join([unicodedata.unidata_version, *rules, *statements])
    return hashlib.sha256(made.encode()).hexdigest()


def _digest_there() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_LAYOUT)
        cursor.execute("SELECT max(digest) FROM search_layout")
        return str(cursor.fetchone()[0] or "")
