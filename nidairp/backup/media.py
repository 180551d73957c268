"""The storage's files: which are there, which the library names, and how they are put back."""

from collections.abc import Iterator
from hashlib import sha256
from typing import IO

from django.core.files.base import File
from django.core.files.storage import default_storage

from nidairp.library.models import Document, Image

#: What is being written at this moment (nidairp/library/storage.py).
UNFINISHED = ".part"
CHUNK = 1 << 20


def names(folder: str = "") -> Iterator[str]:
    """All that lies in the storage."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever put there, or the last of it has just gone
        return
    prefix = f"{folder}/" if folder else ""
    for file in sorted(files):
        if not file.endswith(UNFINISHED):
            yield prefix + file
    for inner in sorted(folders):
        yield from names(prefix + inner)


def named(using: str) -> set[str]:
    """What rows of the library lead to."""
    rows = (row for model in (Image, Document) for row in model._base_manager.using(using).iterator())
    return {name for row in rows for name in row.files()}


def checksum(file: IO[bytes]) -> str:
    digest = sha256()
    while data := file.read(CHUNK):
        digest.update(data)
    return digest.hexdigest()


def is_there(name: str, wanted: str) -> bool:
    """With the same content."""
    if not default_storage.exists(name):
        return False
    with default_storage.open(name) as file:
        return checksum(file) == wanted


def put(name: str, content: IO[bytes]) -> None:
    default_storage.delete(name)
    default_storage.save(name, File(content, name=name))
