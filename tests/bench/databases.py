"""Runs a measurement inside of Django, on SQLite and on PostgreSQL, with databases that are thrown away."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
#: What takes minutes to fill is kept here, for later runs.
KEPT = HERE.parents[1] / "var/bench"
#: What was filled by other words than these, or before a migration, is filled anew.
FILLED_BY = ("large_site.py", "many.py", "page_site.py", "search_times.py")


def on_each(code: str) -> None:
    """`code` is Python with a place for the `{count}` of the command line, else 200,000."""
    with _folder() as environment:
        for vendor in _wanted():
            subprocess.run([*_server(vendor), *_shell(code)], env=environment, check=True)


def on_each_filled(fill: str, code: str) -> None:
    """The same, where `fill` has been run; what that has made stays in var/bench for the next time."""
    for vendor in _wanted():
        kept = KEPT / f"{vendor}-{_count()}-{_digest()}"
        with _folder() as environment:
            if not kept.exists():
                _run(vendor, kept, fill, environment)
        with _folder() as environment:
            _run(vendor, kept, code, environment)


def _run(vendor: str, kept: Path, code: str, environment: dict[str, str]) -> None:
    if vendor == "postgresql":
        server = [*_server(vendor), "--kept", str(kept)]
        subprocess.run([*server, *_shell(code)], env=environment, check=True)
        return
    database = Path(environment["VAR_DIR"]) / "site.sqlite3"
    if kept.exists():
        shutil.copy(kept, database)
    subprocess.run(_shell(code), env=environment, check=True)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(database, kept)


def _wanted() -> Iterator[str]:
    if "--postgresql" not in sys.argv:
        yield "sqlite"
    if "--sqlite" not in sys.argv:
        yield "postgresql"


def _count() -> str:
    return next((argument for argument in sys.argv[1:] if argument.isdigit()), "200000")


def _digest() -> str:
    filled = b"".join((HERE / name).read_bytes() for name in FILLED_BY)
    ours = [HERE.parents[1] / app for app in ("nidairp", "news", "publications")]
    migrated = sorted(file.name for app in ours for file in app.rglob("migrations/0*.py"))
    return hashlib.sha256(filled + "".join(migrated).encode()).hexdigest()[:12]


def _shell(code: str) -> list[str]:
    shell = ["manage.py", "shell", "--verbosity", "0", "--command", code.format(count=_count())]
    return [sys.executable, *shell]


def _server(vendor: str) -> list[str]:
    return [sys.executable, "-m", "tests.postgres"] if vendor == "postgresql" else []


@contextmanager
def _folder() -> Iterator[dict[str, str]]:
    """A place of its own for what a run leaves, as the environment names it."""
    with TemporaryDirectory(prefix="nidairp-bench-") as folder:
        environment = {**os.environ, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
        environment.pop("DATABASE_URL", None)
        # Pages name static files by what this writes down.
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(collect, env=environment, check=True)
        yield environment
