"""How fast the admin answers with 100,000 publications and 20,000 posts, on SQLite and on PostgreSQL.

Prints a table: CPU time of the server (with the database's share on PostgreSQL), time on the clock, queries.
Asserts nothing. Run: python -m tests.bench.bench_admin [PUBLICATIONS POSTS] [--sqlite | --postgresql]
"""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory


def main() -> None:
    publications, posts = [one for one in sys.argv[1:] if one.isdigit()] or ["100000", "20000"]
    code = f"from tests.bench.admin_times import measure; measure({publications}, {posts})"
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
