"""A process that applies or takes back: says "ready", waits for a line, says "trying", and at the end "done".

Run as a module with the name of the step and the number of the batch.
"""

import sys

import django

django.setup()

from publications.importing import batch as importing  # noqa: E402
from publications.models import ImportBatch  # noqa: E402


def main() -> None:
    name, pk = sys.argv[1:]
    batch = ImportBatch.objects.get(pk=int(pk))
    print("ready", flush=True)
    sys.stdin.readline()
    print("trying", flush=True)
    {"apply": importing.apply, "undo": importing.undo}[name](batch)
    print("done", flush=True)


if __name__ == "__main__":
    main()
