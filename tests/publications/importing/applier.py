"""A process that applies a batch: it says each step, and waits for a line before it goes on.

Run as a module with the number of the batch; says "ready", "step" in the midst of applying, and "done".
"""

import sys

import django

django.setup()

from publications.importing import batch as importing  # noqa: E402
from publications.models import ImportBatch  # noqa: E402


def wait(percent: int) -> None:
    print("step", percent, flush=True)
    sys.stdin.readline()


def main() -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    importing.apply(ImportBatch.objects.get(pk=int(sys.argv[1])), progress=wait)
    print("done", flush=True)


if __name__ == "__main__":
    main()
