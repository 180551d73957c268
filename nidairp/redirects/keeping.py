"""Old addresses are kept while rows are saved: who may change an address saves within ``kept``.

All in the transaction of the change itself. Only what was public leaves an old address behind.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from .models import Redirect
from .noticing import Moved, Shadowed, notice
from .paths import normalised
from .writing import AT_ONCE, put

WHY = "The address of what it leads to has changed"
Move = tuple[str, Model]


@contextmanager
def kept(row: Model, below: Callable[[], Iterable[Model]] = tuple) -> Iterator[None]:
    """Around a row's save; ``below`` gives those whose addresses begin with its own, as they are after it."""
    with transaction.atomic():
        before = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
        yield
        new = row.get_absolute_url()
        if before is None or (old := before.get_absolute_url()) == new:
            _look_for_shadowed(row, before)
        else:
            _leave_behind(before, row, [(old + one.get_absolute_url()[len(new) :], one) for one in below()])
            _look_for_shadowed(row, None)


def was_public(row: Model) -> bool:
    """Whether the row is or ever was to be seen; without a memory of its own, by how it is now."""
    return bool(getattr(row, "was_public", is_public(row)))


def is_public(row: Model) -> bool:
    """What has no state of its own is there for everybody."""
    return getattr(row, "is_public", True)


def moved(old_path: str, row: Model) -> None:
    """A public address that was this row's, or is now: for changes that save no row of its own."""
    moved_all([(old_path, row)])


def moved_all(moves: Iterable[Move]) -> UUID:
    """The same for many rows of one model, in one change that can be taken back."""
    change = uuid4()
    moves = [(normalised(old), row) for old, row in moves]
    present = {normalised(row.get_absolute_url()) for _, row in moves}
    with transaction.atomic():
        _forget_own(present, [row for _, row in moves])
        put([_made(old, row, change) for old, row in moves if old != normalised(row.get_absolute_url())], WHY)
    return change


def _leave_behind(before: Model, row: Model, below: list[Move]) -> None:
    own = [(before.get_absolute_url(), row)] if was_public(before) else []
    moves = own + [(old, one) for old, one in below if was_public(one)]
    if not moves:
        return
    change = moved_all(moves)
    old, new = moves[0][0], moves[0][1].get_absolute_url()
    notice(Moved(str(row), old, new, len(moves) - 1, change))


def _look_for_shadowed(row: Model, before: Model | None) -> None:
    """Newly public at an address that led elsewhere: the row wins, and somebody should know."""
    found = Redirect.objects.at(row.get_absolute_url()).first()
    if found is None or (type(row), row.pk) == (type(found.target), found.object_id):
        return
    if is_public(row) and not (before and is_public(before)):
        notice(Shadowed(found.old_path))


def _forget_own(paths: set[str], rows: list[Model]) -> None:
    """What came back to an address that it had before is simply there again: too little for a history."""
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for same in by_model.values():
        for start in range(0, len(same), AT_ONCE):
            own = Redirect.objects.to(*same[start : start + AT_ONCE])
            again = [one.pk for one in own if one.old_path in paths]
            Redirect.objects.filter(pk__in=again)._raw_delete(connection.alias)


def _made(old: str, row: Model, change: UUID) -> Redirect:
    kind = ContentType.objects.get_for_model(row)
    return Redirect(
        old_path=old, content_type=kind, object_id=row.pk, change=change, created_at=timezone.now()
    )
