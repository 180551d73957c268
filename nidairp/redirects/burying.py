"""What is left of the addresses of rows that are deleted: gone for good, or a way to somewhere else.

First ``addresses_of``, while the rows are there, then ``bury``, when they no longer are.
"""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.contrib.admin.utils import NestedObjects
from django.db import router, transaction
from django.db.models import Model
from django.utils import timezone

from . import kinds
from .keeping import was_public
from .models import Redirect
from .paths import normalised
from .targets import Target
from .writing import put

WHY = "What stood here was deleted"


def going(rows: Iterable[Model]) -> list[Model]:
    """The rows, and what is deleted with them, that are or were on the site."""
    rows = list(rows)
    if not rows:
        return []
    collector = NestedObjects(using=router.db_for_write(type(rows[0])))
    collector.collect(rows)
    pks = {kind: [row.pk for row in collector.data.get(kind.model, ())] for kind in kinds.every_kind()}
    return [
        row for kind, some in pks.items() for row in kind.all_rows().filter(pk__in=some) if was_public(row)
    ]


def addresses_of(rows: Iterable[Model]) -> set[str]:
    """Where the rows are, and where they were before."""
    rows = list(rows)
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    earlier = {one.old_path for same in by_model.values() for one in Redirect.objects.to(*same)}
    return earlier | {normalised(row.get_absolute_url()) for row in rows}


def bury(addresses: Iterable[str], target: Target) -> UUID:
    """From now on the addresses lead there."""
    change, now = uuid4(), timezone.now()
    values = target.fields()
    with transaction.atomic():
        put([Redirect(old_path=path, change=change, created_at=now, **values) for path in addresses], WHY)
    return change
