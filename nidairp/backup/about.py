"""What an archive says of itself, and the names of what is in it."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
ABOUT = "about.json"
SUMS = "SHA256SUMS"
MEDIA = "media/"
TABLES = "database/"
TABLE_ENDING = ".jsonl.gz"


class Unusable(Exception):
    """The archive cannot be restored here; the message says why. Nothing has been changed."""


@dataclass(frozen=True)
class Table:
    columns: list[str]
    rows: int
    size: int
    #: The highest key that was ever given, so that none is given twice.
    last: int


@dataclass(frozen=True)
class About:
    made_at: str
    site: str
    database: str
    migrations: list[str]
    tables: dict[str, Table]
    #: Files that the library names and the storage had not.
    missing: list[str]
    format: int = FORMAT

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode() + b"\n"


def from_json(text: bytes) -> About:
    try:
        said: dict[str, Any] = json.loads(text)
        if said["format"] != FORMAT:
            raise Unusable(f"The archive has format {said['format']}; this program reads format {FORMAT}.")
        tables = {name: Table(**table) for name, table in said.pop("tables").items()}
        return About(tables=tables, **said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unusable(f"What the archive says of itself cannot be read ({ABOUT}: {error}).") from error


def applied_migrations(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    recorder = MigrationRecorder(connections[using])
    return sorted(f"{app}.{name}" for app, name in recorder.applied_migrations())
