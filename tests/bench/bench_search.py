"""How fast the search answers over many publications, and what keeping its index adds to an import.

On SQLite and then on PostgreSQL, each with a database that is thrown away. Prints tables; asserts nothing.
Run: python -m tests.bench.bench_search [PUBLICATIONS] [--sqlite | --postgresql]
"""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory


def main() -> None:
    count = next((argument for argument in sys.argv[1:] if argument.isdigit()), "200000")
    code = f"from tests.bench.search_times import measure; measure({count})"
    inner = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
    with TemporaryDirectory(prefix="nidairp-bench-") as folder:
        environment = {**os.environ, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        environment.pop("DATABASE_URL", None)
        if "--postgresql" not in sys.argv:
            subprocess.run(inner, env=environment, check=True)
        if "--sqlite" not in sys.argv:
            subprocess.run([sys.executable, "-m", "tests.postgres", *inner], env=environment, check=True)


if __name__ == "__main__":
    main()
