"""Files in an S3-compatible storage, for a site on more machines than one. Loaded only where it is asked for.

What is put there is there whole or not at all, and no name is written over. Readers never get there by
themselves: the site hands the files out with its own headers, so the bucket stays private.

By obstore and not by boto3, which takes 30 MB of each process and a quarter of a second of its start.
"""

import datetime
import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any
from urllib.parse import urljoin

import obstore
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from .storage import Silent

#: A larger file goes in parts, so that it is never in memory as a whole.
AT_ONCE = 8 * 1024 * 1024
#: So much is asked for ahead of who reads (bytes).
AHEAD = 1024 * 1024
#: Nobody waits for ever: to be connected, for one answer, and with all that is tried again.
PATIENCE = {"connect_timeout": "2s", "timeout": "30s"}
TRIES = {"max_retries": 2, "retry_timeout": datetime.timedelta(seconds=15)}


@deconstructible
class Bucket(Storage):
    #: What asks a bucket has threads of its own, which a forked process lacks: it would wait for ever.
    asked_by = 0

    def __init__(self, bucket: str, prefix: str = "", **options: str) -> None:
        self.bucket = bucket
        plain = options.get("endpoint", "").startswith("http://")
        self._store = S3Store(
            bucket,
            prefix=prefix or None,
            client_options={**PATIENCE, "allow_http": plain},
            retry_config=TRIES,
            **options,
        )

    def url(self, name: str | None) -> str:
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name or "").lstrip("/"))

    def exists(self, name: str) -> bool:
        try:
            self._about(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        return self._about(name)["size"]

    def get_modified_time(self, name: str) -> datetime.datetime:
        return self._about(name)["last_modified"]

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with self._asked(path):
            found = obstore.list_with_delimiter(self._store, _key(path) if path else "")
        names = [one["path"] for one in found["objects"]]
        return [_last(name) for name in found["common_prefixes"]], [_last(name) for name in names]

    def delete(self, name: str) -> None:
        with self._asked(name):
            obstore.delete(self._store, _key(name))

    def _about(self, name: str) -> Any:
        with self._asked(name):
            return obstore.head(self._store, _key(name))

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("What is stored is never changed, so it is opened to be read only.")
        with self._asked(name):
            reader = obstore.open_reader(self._store, _key(name), buffer_size=AHEAD)
        return File(io.BufferedReader(Read(self, name, reader), AHEAD), name)

    def _save(self, name: str, content: File) -> str:
        while True:
            try:
                self._put(name, content)
            except AlreadyExistsError:
                name = self.get_available_name(name)
            else:
                return name

    def _put(self, name: str, content: File) -> None:
        rest = content.chunks()
        data = begun(rest)
        with self._asked(name):
            try:
                if len(data) > AT_ONCE:
                    # Names of such files hold a token that nobody else has.
                    obstore.put(self._store, _key(name), chain([data], rest), use_multipart=True)
                else:
                    obstore.put(self._store, _key(name), data, mode="create")
            except FileNotFoundError as error:
                raise Silent(f"The storage has no bucket “{self.bucket}”") from error

    @contextmanager
    def _asked(self, name: str) -> Iterator[None]:
        """What goes wrong is said as of a disk."""
        Bucket.asked_by = Bucket.asked_by or os.getpid()
        if Bucket.asked_by != os.getpid():
            raise Silent("The storage was asked before this process was forked, and cannot be any more")
        try:
            yield
        except AlreadyExistsError:
            raise
        except FileNotFoundError as error:
            raise FileNotFoundError(errno.ENOENT, "No such file", name) from error
        except BaseError as error:
            raise Silent(f"The storage does not answer ({type(error).__name__})") from error


def begun(chunks: Iterator[bytes]) -> bytes:
    """All of a file, or the beginning of one that is too large to be held."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > AT_ONCE:
            break
    return bytes(data)


class Read(io.RawIOBase):
    """What is read of a file, asked for as it is needed."""

    def __init__(self, bucket: Bucket, name: str, reader: Any) -> None:
        self._bucket, self._name, self._reader = bucket, name, reader

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._reader.seek(offset, whence)

    def tell(self) -> int:
        return self._reader.tell()

    def readinto(self, buffer: Any) -> int:
        with self._bucket._asked(self._name):
            data = self._reader.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _key(name: str) -> str:
    """As a folder of a disk would take it: no way out of it, and nothing without a name."""
    parts = str(name).split("/")
    if any(part in ("", ".", "..") for part in parts) or not str(name).isprintable():
        raise SuspiciousFileOperation(f"No name of a file: {name!r}")
    return str(name)


def _last(path: str) -> str:
    return path.rpartition("/")[2]
