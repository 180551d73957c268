"""Runs a measurement inside of Django, on SQLite and on PostgreSQL, with databases that are thrown away."""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory


def on_each(code: str) -> None:
    """`code` is Python with a place for the `{count}` of the command line, else 200,000."""
    count = next((argument for argument in sys.argv[1:] if argument.isdigit()), "200000")
    shell = ["manage.py", "shell", "--verbosity", "0", "--command", code.format(count=count)]
    inner = [sys.executable, *shell]
    with TemporaryDirectory(prefix="nidairp-bench-") as folder:
        environment = {**os.environ, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        environment.pop("DATABASE_URL", None)
        if "--postgresql" not in sys.argv:
            subprocess.run(inner, env=environment, check=True)
        if "--sqlite" not in sys.argv:
            subprocess.run([sys.executable, "-m", "tests.postgres", *inner], env=environment, check=True)
