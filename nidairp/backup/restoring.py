"""Puts an archive in the place of all that is here, or changes nothing.

Files are put back first: their names lead nowhere before the rows do. Then one transaction takes all rows.
Files that only the old rows named go last. Ended at any moment it leaves the old site or the new one.
"""

from collections.abc import Callable, Iterator
from typing import IO

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, DataError, IntegrityError, connection, transaction

from nidairp.navigation.repair import check as check_trees
from nidairp.pages.models import Page

from . import filling, media
from .about import MEDIA, TABLE_ENDING, TABLES, Unusable
from .checking import Checked, members, rows
from .tables import kept

Tell = Callable[[str], object]


def is_empty() -> bool:
    """Nothing would be lost."""
    return not get_user_model().objects.exists() and not Page.objects.exists()


def restore(file: IO[bytes], checked: Checked, tell: Tell) -> None:
    """Takes what `checking.check` has found good."""
    tell("Putting the files back ...")
    added, later = put_files(file, checked)
    try:
        tell("Filling the tables ...")
        with connection.constraint_checks_disabled(), transaction.atomic():
            put_rows(file, checked, tell)
    except BaseException:
        for name in added:
            default_storage.delete(name)
        raise
    exchange(file, later)
    discard_others(checked)
    cache.clear()
    ContentType.objects.clear_cache()


def put_files(file: IO[bytes], checked: Checked) -> tuple[list[str], set[str]]:
    """Adds what is not there; names those that must wait, for old rows show what is under the name."""
    added: list[str] = []
    later: set[str] = set()
    try:
        for name, content in files(file):
            if media.is_there(name, checked.sums[name]):
                continue
            if default_storage.exists(name):
                later.add(name)
                continue
            added.append(name)
            media.put(name, content)
    except BaseException:
        for name in added:
            default_storage.delete(name)
        raise
    return added, later


def files(file: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    for member, content in members(file):
        if member.name.startswith(MEDIA):
            yield member.name.removeprefix(MEDIA), content


def put_rows(file: IO[bytes], checked: Checked, tell: Tell) -> None:
    models = {f"{TABLES}{model._meta.label}{TABLE_ENDING}": model for model in kept()}
    filling.empty()
    label = ""
    try:
        for member, content in members(file):
            if model := models.get(member.name):
                label = model._meta.label
                said = checked.about.tables[label]
                filling.fill(model, rows(model, content, said), said.last)
        label = "A table"
        tell("Rebuilding the search and the lists ...")
        filling.finish()
    except (DataError, IntegrityError) as error:
        raise Unusable(f"{label} was refused by this database: {error}".strip()) from error
    check_whole(checked)


def check_whole(checked: Checked) -> None:
    if problems := check_trees():
        raise Unusable(f"The archive's menus are damaged: {problems[0]}")
    lost = media.named(DEFAULT_DB_ALIAS) - checked.sums.keys() - set(checked.about.missing)
    if lost:
        raise Unusable(f"The archive lacks a file that its library names: {min(lost)}")


def exchange(file: IO[bytes], names: set[str]) -> None:
    for name, content in files(file):
        if name in names:
            media.put(name, content)


def discard_others(checked: Checked) -> None:
    for name in list(media.names()):
        if name not in checked.sums:
            default_storage.delete(name)
