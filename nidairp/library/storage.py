"""Files that are there whole or not at all.

Django writes straight to a file's final name; where the disk is full, half a file stays under it, and is
served. Here the file is written beside it, flushed, and only then given its name.
"""

import errno
import os
import secrets
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class Silent(OSError):
    """The storage does not answer, or is not there at all: a matter of the machines and not of the file."""

    def __init__(self, strerror: str) -> None:
        super().__init__(errno.EIO, strerror)


class WholeFiles(FileSystemStorage):
    def _save(self, name: str, content: File) -> str:
        part = f"{name}.{secrets.token_hex(4)}.part"
        beside = Path(self.path(part))
        try:
            super()._save(part, content)
            with beside.open("rb") as written:
                os.fsync(written.fileno())
            return self._named(beside, name)
        finally:
            beside.unlink(missing_ok=True)

    def _named(self, beside: Path, name: str) -> str:
        """Gives the file its name, or the next free one: a link fails where the name is taken meanwhile."""
        while True:
            try:
                os.link(beside, self.path(name))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name
