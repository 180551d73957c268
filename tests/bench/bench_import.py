"""How fast a whole import goes, from bytes to committed rows, beside the reading alone, in one run.

Prints a table; asserts nothing. Run: python -m tests.bench.bench_import, and the same on PostgreSQL with
python -m tests.postgres python -m tests.bench.bench_import.
"""

import os
import random
import resource
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from publications.bibtex.parse import parse  # noqa: E402
from publications.importing import batch as importing  # noqa: E402
from publications.models import ImportBatch  # noqa: E402
from tests.bench.bench_bibtex import entry  # noqa: E402

COUNT = int(os.environ.get("ENTRIES", "3000"))


def measured(work: Callable[[], object]) -> float:
    """Seconds of this process's own time; the database server's are not among them."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    chance = random.Random(7)
    text = "".join(entry(number, chance) for number in range(COUNT))
    data = text.encode()
    batches: list[ImportBatch] = []

    def whole() -> None:
        batches.append(importing.stage([("bench.bib", data)]))
        importing.apply(batches[-1])

    before = setup_databases(verbosity=0, interactive=False)
    try:
        rows = [
            ("reading alone", measured(lambda: parse(text))),
            ("whole import", measured(whole)),
            ("again, unchanged", measured(whole)),
            ("taking it back", measured(lambda: importing.undo(batches[0]))),
        ]
    finally:
        teardown_databases(before, verbosity=0)
    print(f"{COUNT} entries, {connection.vendor}")
    for name, seconds in rows:
        print(f"  {name:20} {COUNT / seconds:8.0f} entries/CPU-s {seconds / rows[0][1]:6.2f} × reading alone")
    print(f"  memory               {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:8} MB")


if __name__ == "__main__":
    main()
