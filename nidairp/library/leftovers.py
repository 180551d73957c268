"""What lies in the storage and belongs to nothing: a process was killed before it saved the row.

Readers never meet it, for only rows lead to files. It takes room, and nothing else would ever find it.
"""

import datetime
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.utils import timezone

from nidairp.in_pieces import in_pieces

from .keeping import discard
from .models import Document, Image

#: The library's own folders; what else lies in the storage is not its business.
FOLDERS = ("files", "images")


def find(older_than: datetime.timedelta) -> list[str]:
    """What is younger may be an upload that is just being saved."""
    before = timezone.now() - older_than
    # First the files, then the rows: what is uploaded meanwhile is not among the first.
    old = [name for name in _all_files() if _is_older(name, before)]
    named = set(_named())
    return [name for name in old if name not in named]


def clear(older_than: datetime.timedelta) -> list[str]:
    found = find(older_than)
    discard(found)
    return found


def _all_files() -> Iterator[str]:
    for folder in FOLDERS:
        yield from _files_in(folder)


def _files_in(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever put there, or it has just gone
        return
    yield from (f"{folder}/{name}" for name in sorted(files))
    for inner in sorted(folders):
        yield from _files_in(f"{folder}/{inner}")


def _is_older(name: str, before: datetime.datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < before
    except FileNotFoundError:
        return False


def _named() -> Iterator[str]:
    """By rows, and by what they were before another upload took their place."""
    for model in (Image, Document):
        for piece in in_pieces(model._base_manager.prefetch_related("former")):
            for row in piece:
                yield from row.all_files()
