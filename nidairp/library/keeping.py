"""Puts all files of a picture into the storage, or none; and takes them out again.

Nothing that is shown is ever written over: a new picture, and a new crop, have new names. So a row that is
not saved in the end still shows what it showed, and a browser may keep what it has for good.
"""

import hashlib
import logging
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

logger = logging.getLogger(__name__)
NOT_WRITTEN = (
    "The file could not be stored: {}. Nothing has been changed, and what you typed is still here. "
    "Try again; if it happens again, tell the person who runs the site that its storage may be full."
)


NOT_READ = (
    "The file could not be read from the storage. Nothing has been changed. Try again in a few minutes."
)


def fetched(name: str) -> File:
    """All of it at once: what fails later than here is not the storage's fault."""
    try:
        with default_storage.open(name) as file:
            return ContentFile(file.read(), name)
    except OSError as error:
        raise ValidationError(NOT_READ) from error


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
    """What cannot be taken away now stays behind: nothing leads to it, and what was saved is saved."""
    for name in names:
        try:
            default_storage.delete(name)
        except OSError:
            logger.exception("A file that is no longer needed could not be deleted: %s", name)


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
