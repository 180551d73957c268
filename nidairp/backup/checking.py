"""Reads an archive through before anything is touched: names, checksums, every row of every table.

An archive may have been damaged on the way, or made by somebody who wishes us ill: nothing of it is believed.
"""

import gzip
import tarfile
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from django.conf import settings
from django.db.models import Model

from . import media
from .about import (
    ABOUT,
    MEDIA,
    SUMS,
    TABLE_ENDING,
    TABLES,
    About,
    Table,
    Unusable,
    applied_migrations,
    from_json,
)
from .archive import Counted
from .rows import Row, reader
from .tables import column_names, kept

#: No row is longer: an import keeps its file, and writes it in six bits a letter.
LONGEST_LINE = 4 * settings.IMPORT_MAX_BYTES
#: Tables pack to a third or a tenth; what packs so well is there to fill a disk.
MOST_PACKED, NEVER_A_BOMB = 200, 256 * 1024 * 1024
_SHORT = 64 * 1024 * 1024
DAMAGED = "The archive is damaged: {}. Take another one; nothing has been changed here."


def damaged(what: str) -> Unusable:
    return Unusable(DAMAGED.format(what))


class Content(Counted):
    """What a member holds."""

    def read(self, size: int = -1) -> bytes:
        try:
            return super().read(size)
        except tarfile.TarError as error:
            raise damaged("its end is missing") from error


@dataclass
class Checked:
    """What was found; `sums` knows every file of the storage by its own name."""

    about: About
    sums: dict[str, str] = field(default_factory=dict)


def members(file: IO[bytes]) -> Iterator[tuple[tarfile.TarInfo, Content]]:
    """What is in the archive, one after the other; nothing else may be between them or behind."""
    file.seek(0)
    try:
        with tarfile.open(fileobj=file, mode="r:") as tar:
            while member := tar.next():
                tar.members = []  # else all of them are remembered
                content = tar.extractfile(member) if member.isreg() else None
                if content is None:
                    raise damaged(f"{member.name!r} is not a plain file")
                yield member, Content(content)
                file.seek(member.offset_data + member.size)
                nothing(file.read(-member.size % tarfile.BLOCKSIZE))
            file.seek(tar.offset)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise damaged(str(error)) from error
    while rest := file.read(media.CHUNK):
        nothing(rest)


def nothing(data: bytes) -> None:
    if data.strip(b"\0"):
        raise damaged("there is something between its files")


def check(file: IO[bytes]) -> Checked:
    """All of it, and whether it is for this program."""
    found, sums, listed = None, {}, None
    for member, content in members(file):
        name = member.name
        if listed is not None or name in sums:
            raise damaged(f"{name!r} is there twice, or behind the end")
        if name == SUMS:
            listed = read_sums(content.read(_SHORT))
        elif name == ABOUT:
            found = from_json(content.read(_SHORT))
            check_fits(found)
        else:
            check_member(member, content, found)
        while content.read(media.CHUNK):
            continue
        if name != SUMS:
            sums[name] = content.digest.hexdigest()
    return compared(found, sums, listed)


def compared(found: About | None, sums: dict[str, str], listed: dict[str, str] | None) -> Checked:
    if listed is None or found is None:
        raise damaged("its end is missing")
    if sums != listed:
        names = sorted(name for name in sums.keys() | listed.keys() if sums.get(name) != listed.get(name))
        raise damaged("not as it was written: " + ", ".join(names[:5]))
    if tables := [name for name in found.tables if TABLES + name + TABLE_ENDING not in sums]:
        raise damaged(f"{tables[0]} is missing")
    files = {name.removeprefix(MEDIA): digest for name, digest in sums.items() if name.startswith(MEDIA)}
    return Checked(found, files)


def read_sums(text: bytes) -> dict[str, str]:
    try:
        pairs = (line.split("  ", 1) for line in text.decode().splitlines())
        return {name: digest for digest, name in pairs}
    except ValueError as error:
        raise damaged(f"{SUMS} cannot be read") from error


def check_fits(about: About) -> None:
    """Tables are as migrations made them: an archive belongs to the release that wrote it."""
    here = set(applied_migrations())
    if lacking := sorted(set(about.migrations) - here):
        raise Unusable(
            f"The archive is of a newer release, or this database is not up to date: {lacking[0]} is not "
            "applied here. Install the release that made the archive, run “manage.py migrate”, then restore."
        )
    if newer := sorted(here - set(about.migrations)):
        raise Unusable(
            f"The archive is of an older release, which did not know {newer[0]}. Install that release with "
            "an empty database, restore there, then upgrade as usual."
        )
    wanted = {model._meta.label: column_names(model) for model in kept()}
    if wanted != {name: table.columns for name, table in about.tables.items()}:
        raise Unusable("The archive's tables are not those of this program.")


def check_member(member: tarfile.TarInfo, content: Content, about: About | None) -> None:
    name = member.name
    if name.startswith(MEDIA):
        check_name(name)
        return
    models = {f"{TABLES}{model._meta.label}{TABLE_ENDING}": model for model in kept()}
    if name not in models or about is None:
        raise damaged(f"{name!r} does not belong there")
    model = models[name]
    said = about.tables[model._meta.label]
    if said.size > NEVER_A_BOMB + MOST_PACKED * member.size:
        raise damaged(f"{name} unpacks to {said.size:,} bytes")
    for _ in rows(model, content, said):
        continue


def check_name(name: str) -> None:
    """A path below the storage's own folder, on every kind of machine."""
    parts = name.split("/")
    visible = not any(unicodedata.category(letter)[0] == "C" for letter in name)
    plain = visible and "\\" not in name and ":" not in name and len(name) < 1000
    if not plain or {"", ".", ".."} & set(parts) or PurePosixPath(name).is_absolute():
        raise damaged(f"{name!r} is not a file name")


def rows(model: type[Model], content: Content, said: Table) -> Iterator[Row]:
    """The rows of a table; as many as the archive says, and no more bytes."""
    read, count, size, label = reader(model), 0, 0, model._meta.label
    try:
        with gzip.GzipFile(fileobj=content) as unpacked:  # type: ignore[call-overload]
            while line := unpacked.readline(LONGEST_LINE):
                count, size = count + 1, size + len(line)
                if size > said.size or not line.endswith(b"\n"):
                    raise damaged(f"{label} is longer than it should be")
                yield read(line)
    except (OSError, EOFError, zlib.error, ValueError, TypeError, RecursionError) as error:
        raise damaged(f"{label}, row {count}: {error}") from error
    if (count, size) != (said.rows, said.size):
        raise damaged(f"{label} has {count} rows of {said.rows}")
