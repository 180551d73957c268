"""What a large file costs as the command imports it: time, memory, and SQLite's files while it is applied.

Prints a table; asserts nothing. Run: python -m tests.bench.bench_large_import [ENTRIES], and the same on
PostgreSQL with python -m tests.postgres python -m tests.bench.bench_large_import [ENTRIES].
A million entries need 25 GB of disk.
"""

import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.bench_bibtex import entry

USUAL = 20_000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL
    with TemporaryDirectory(prefix="nidairp-bench-") as made:
        folder = Path(made)
        file, chance = folder / "large.bib", random.Random(7)
        with file.open("w", encoding="utf-8") as text:
            text.writelines(entry(number, chance) for number in range(count))
        environment = {**os.environ, "VAR_DIR": made, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        subprocess.run(_manage("migrate", "--verbosity", "0"), env=environment, check=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun, largest = time.monotonic(), 0
        with subprocess.Popen(_manage("import_bibtex", str(file)), env=environment) as process:
            while process.poll() is None:
                time.sleep(1)
                largest = max(largest, _size(folder))
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    print(f"{count} entries, {os.environ.get('DATABASE_URL', 'sqlite').split(':')[0]}")
    print(f"  on the clock         {time.monotonic() - begun:8.0f} s")
    print(f"  CPU of the command   {seconds:8.0f} s, {count / seconds:.0f} entries/CPU-s")
    print(f"  memory at most       {used.ru_maxrss // 1024:8} MB")
    print(f"  SQLite's files       {largest / 1e6:8.0f} MB at most")


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def _size(folder: Path) -> int:
    """Of the database with what is not yet in it."""
    return sum(path.stat().st_size for path in folder.glob("site.sqlite3*") if path.exists())


if __name__ == "__main__":
    main()
