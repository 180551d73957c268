"""Puts all files of a picture into the storage, or none; and takes them out again.

Nothing that is shown is ever written over: a new picture, and a new crop, have new names. So a row that is
not saved in the end still shows what it showed, and a browser may keep what it has for good.
"""

import hashlib
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

NOT_WRITTEN = (
    "The file could not be stored: {}. Nothing has been changed, and what you typed is still here. "
    "Try again; if it happens again, tell the person who runs the site that its storage may be full."
)


def put(files: Mapping[str, bytes | File]) -> None:
    """The files by their whole names."""
    done: list[str] = []
    try:
        for name, data in files.items():
            file = data if isinstance(data, File) else ContentFile(data)
            done.append(default_storage.save(name, file))
    except OSError as error:
        discard(done)
        raise ValidationError(
            NOT_WRITTEN.format((error.strerror or "the storage refused").lower())
        ) from error


def discard(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


def discard_after_saving(names: Iterable[str]) -> None:
    """When the row no longer names them for certain, and not before."""
    listed = list(names)
    if listed:
        transaction.on_commit(lambda: discard(listed))


def checksum(file: File) -> str:
    """The same for the same content, whatever its name."""
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
