"""A process that migrates, or makes the search anew: it says each step, and waits for a line at some.

Run as a module with `migrate` (and `aloud`) or `rebuild`. Says "ready", after a line "trying", in the midst
of it "step", and after another line what came of it and "done".
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from nidairp.search import index  # noqa: E402

BEFORE = ("pages", "0008")


def step() -> None:
    print("step", flush=True)
    sys.stdin.readline()


def migrate() -> None:
    """Back, and a stop where the triggers are away."""
    rest = index.rest

    def and_stop() -> None:
        rest()
        step()

    index.rest = and_stop
    call_command("migrate", *BEFORE, verbosity=int("aloud" in sys.argv))


def rebuild() -> None:
    """And a stop before it takes the other's place."""
    engine = index.engine()
    anew: Callable[[Any], Iterator[str]] = engine.anew
    there = [*anew(index.registered())]
    index._digest = lambda: "the same"

    def and_stop(sources: Any) -> Iterator[str]:
        yield from there
        step()

    engine.anew = and_stop
    call_command("rebuild_search")


def main() -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    print("trying", flush=True)
    {"migrate": migrate, "rebuild": rebuild}[sys.argv[1]]()
    print("done", flush=True)


if __name__ == "__main__":
    main()
