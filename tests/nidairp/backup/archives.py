"""Archives for the tests: made, looked into, and changed by somebody who means no good."""

import gzip
import io
import json
import tarfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import BinaryField, JSONField, Model

from nidairp.backup import media, tables
from nidairp.backup.about import SUMS
from nidairp.backup.writing import backup

Members = list[tuple[tarfile.TarInfo, bytes]]


def archive(folder: Path) -> Path:
    path = folder / "site.tar"
    with path.open("wb") as stream:
        backup(stream, folder)
    return path


def read(path: Path) -> Members:
    with tarfile.open(path) as tar:
        return [(member, tar.extractfile(member).read()) for member in tar]


def said(path: Path) -> dict[str, Any]:
    """What the archive holds: rows as values, files as they are; not what it says of itself."""
    held = {member.name: data for member, data in read(path) if "/" in member.name}
    return {name: unpacked(data) if name.endswith(".gz") else data for name, data in held.items()}


def unpacked(data: bytes) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(data).splitlines()]


def write(path: Path, members: Iterable[tuple[tarfile.TarInfo, bytes]]) -> Path:
    """With checksums that are right, whatever is in it."""
    sums = b""
    with tarfile.open(path, "w") as tar:
        for member, data in members:
            if member.name != SUMS:
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
                sums += f"{sha256(data).hexdigest()}  {member.name}\n".encode()
        last = tarfile.TarInfo(SUMS)
        last.size = len(sums)
        tar.addfile(last, io.BytesIO(sums))
    return path


def rows() -> dict[str, list[Any]]:
    """Every row of every table that is kept, as the database has it; JSON as what it means."""
    found = {}
    with connection.cursor() as cursor:
        for model in tables.kept():
            names = [field.column for field in tables.columns(model)]
            wanted = ", ".join(map(connection.ops.quote_name, names))
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT {wanted} FROM {table} ORDER BY 1")  # noqa: S608
            found[model._meta.label] = [compared(model, row) for row in cursor.fetchall()]
    return found


def compared(model: type[Model], row: tuple[Any, ...]) -> list[Any]:
    return [
        json.loads(value)
        if isinstance(field, JSONField) and isinstance(value, str)
        else bytes(value)
        if isinstance(field, BinaryField)
        else value
        for field, value in zip(tables.columns(model), row, strict=True)
    ]


def files() -> dict[str, bytes]:
    found = {}
    for name in media.names():
        with default_storage.open(name) as file:
            found[name] = file.read()
    return found
