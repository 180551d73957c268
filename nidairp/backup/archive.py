"""A tar stream with the checksums of what is in it, and the file that it becomes."""

import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Self

from django.utils import timezone

from .about import SUMS


class Archive:
    """Adds members to a tar stream and keeps their checksums, which go in last."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.tar = tarfile.open(fileobj=stream, mode="w|")  # noqa: SIM115 - until close()
        self.sums: dict[str, str] = {}

    def add(self, name: str, content: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, int(timezone.now().timestamp())
        counted = Counted(content)
        self.tar.addfile(member, counted)
        self.tar.members = []  # else all of them are remembered
        self.sums[name] = counted.digest.hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.tar.fileobj.closed = True  # type: ignore[union-attr] # else it writes its end, and complains

    def close(self) -> None:
        sums = "".join(f"{digest}  {name}\n" for name, digest in self.sums.items()).encode()
        self.add(SUMS, io.BytesIO(sums), len(sums))
        self.tar.close()


class Counted:
    """Knows the checksum of what was read through it."""

    def __init__(self, content: IO[bytes]) -> None:
        self.content, self.digest = content, sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.content.read(size)
        self.digest.update(data)
        return data


@contextmanager
def whole_file(path: Path, *, replace: bool) -> Iterator[IO[bytes]]:
    """A stream whose file has its name only when all is in it; nobody else may read it."""
    part = path.with_name(f".{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        named(part, path, replace=replace)
    finally:
        part.unlink(missing_ok=True)


def named(part: Path, path: Path, *, replace: bool) -> None:
    if replace:
        part.replace(path)
    else:
        os.link(part, path)  # fails where the name is taken
