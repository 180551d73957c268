"""Makes an archive while the site is in use, in constant memory."""

import gzip
import io
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connections
from django.db.models import Max, Model
from django.utils import timezone

from . import media
from .about import ABOUT, MEDIA, TABLE_ENDING, TABLES, About, Table, applied_migrations
from .archive import Archive
from .rows import lines
from .snapshot import snapshot
from .tables import column_names, kept

#: So often another moment is tried, where files went while they were being copied.
TRIES = 5
_PACKING = 5  # zlib's level: the half of the time of its best, for a tenth more


def backup(stream: IO[bytes], beside: Path) -> About:
    """Writes the archive; `beside` is a folder with room for the packed tables."""
    with Archive(stream) as archive, TemporaryDirectory(dir=beside, prefix=".tables-") as folder:
        about = copied(archive, Path(folder))
        said = about.to_json()
        archive.add(ABOUT, io.BytesIO(said), len(said))
        for name in about.tables:
            packed = Path(folder, name + TABLE_ENDING)
            with packed.open("rb") as content:
                archive.add(TABLES + packed.name, content, packed.stat().st_size)
    return about


def copied(archive: Archive, folder: Path) -> About:
    """All files and a moment of the database that fit together.

    Files never change under their names, but come and go with rows. So what is there is copied first, then
    the moment is fixed, then what has come meanwhile is copied. What came and went in between asks for a
    later moment.
    """
    missing: set[str] = set()
    for _ in range(TRIES):
        copy_files(archive)
        with snapshot() as moment:
            before, missing = missing, media.named(moment) - copy_files(archive)
            if not missing - before:
                return dumped(moment, folder, sorted(missing))
    raise RuntimeError("Pictures come and go faster than they can be copied. Try again at a quieter time.")


def copy_files(archive: Archive) -> set[str]:
    """Copies what is not in the archive yet; says what is in it then."""
    for name in media.names():
        if MEDIA + name not in archive.sums:
            try:
                with default_storage.open(name) as content:
                    archive.add(MEDIA + name, content, content.size)
            except FileNotFoundError:  # it has gone, with the row that named it
                continue
    return {name.removeprefix(MEDIA) for name in archive.sums}


def dumped(moment: str, folder: Path, missing: list[str]) -> About:
    return About(
        made_at=timezone.now().isoformat(timespec="seconds"),
        site=settings.SITE_URL,
        database=connections[moment].vendor,
        migrations=applied_migrations(moment),
        tables={model._meta.label: table(model, moment, folder) for model in kept()},
        missing=missing,
    )


def table(model: type[Model], moment: str, folder: Path) -> Table:
    rows = size = 0
    with (
        (folder / f"{model._meta.label}{TABLE_ENDING}").open("wb") as file,
        gzip.GzipFile("", "wb", _PACKING, file, mtime=0) as packed,
    ):
        for line in lines(model, moment):
            rows, size = rows + 1, size + packed.write(line)
    return Table(column_names(model), rows, size, last_key(model, moment))


def last_key(model: type[Model], moment: str) -> int:
    """The highest that was given, also to rows that are gone."""
    key = model._meta.pk
    if key is None or not key.get_internal_type().endswith("AutoField"):
        return 0
    with connections[moment].cursor() as cursor:
        if connections[moment].vendor == "sqlite":
            cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        else:
            asked = "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)"
            cursor.execute(asked, [model._meta.db_table, key.column])
        given = cursor.fetchone()[0]
    highest = model._base_manager.using(moment).aggregate(highest=Max("pk"))["highest"]
    return max(given or 0, highest or 0)


def total(tables: Iterable[Table]) -> int:
    return sum(table.rows for table in tables)
