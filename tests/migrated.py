"""The migrated SQLite database is kept between runs: migrating takes 9 seconds of each process, copying none.

Kept for exactly these migrations and packages, in pytest's cache (`pytest --cache-clear` empties it). The
copy is migrated again, which finds nothing to do but what always follows: triggers, roles, permissions.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections
from pytest_django.plugin import DjangoDbBlocker

from tests.put_back import putting_back

ROOT = Path(__file__).parent.parent


def digest() -> str:
    made_of = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py"), ROOT / "requirements.txt"]
    found = sha256()
    for path in sorted(made_of):
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


@pytest.fixture(scope="session")
def kept_database(request: pytest.FixtureRequest) -> Path | None:
    cache = getattr(request.config, "cache", None)
    if cache is None or connection.vendor != "sqlite":
        return None
    return cache.mkdir("migrated") / f"{digest()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(kept_database: Path | None, django_db_modify_db_settings: None) -> bool:
    """Whether the database is there already: then Django takes it as it is."""
    if kept_database is None or not kept_database.exists():
        return False
    shutil.copyfile(kept_database, settings.DATABASES["default"]["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, kept_database: Path | None, django_db_blocker: DjangoDbBlocker
) -> None:
    if kept_database is not None and not kept_database.exists():
        for older in kept_database.parent.glob("*.sqlite3"):
            older.unlink(missing_ok=True)
        half = kept_database.with_suffix(f".{os.getpid()}")
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as made:
            made.execute("VACUUM INTO ?", [str(half)])
        half.replace(kept_database)
    with django_db_blocker.unblock():
        for made in connections.all():
            if hasattr(made, "_test_serialized_contents"):
                made.creation.deserialize_db_from_string = putting_back(made)


@pytest.fixture
def new_site(django_db_setup: None, kept_database: Path | None, tmp_path: Path) -> Path:
    """A folder that can be the `VAR_DIR` of a process of its own, with a database of nobody else."""
    if kept_database is not None:
        shutil.copyfile(kept_database, tmp_path / "site.sqlite3")
    return tmp_path
