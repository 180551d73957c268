"""A process that moves the made-up institute in: it says each step, and waits before it goes on.

Run as a module with what is to be waited for ("Texts", "Redirects" ...); says "ready", "step" and "done".
"""

import sys
from pathlib import Path

import django

django.setup()

from nidairp.wordpress.bringing.run import run  # noqa: E402
from nidairp.wordpress.bringing.voyage import Options  # noqa: E402
from nidairp.wordpress.survey import survey  # noqa: E402
from nidairp.wordpress.wishes import Wishes  # noqa: E402

EXPORT = Path(__file__).parent / "exports" / "institute.xml"


def wait(what: str, done: int, of: int) -> None:
    if what == sys.argv[1]:
        print("step", flush=True)
        sys.stdin.readline()


def main() -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    run(survey([EXPORT], Wishes(), lambda _: None), Options([EXPORT]), wait)
    print("done", flush=True)


if __name__ == "__main__":
    main()
