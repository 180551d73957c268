"""A process that takes an entry to correct it: says "ready", waits for a line, then what the entry is called.

Run as a module with the numbers of the batch and of the row.
"""

import sys

import django

django.setup()

from django.db import transaction  # noqa: E402

from publications.importing import putting_right  # noqa: E402


def main() -> None:
    batch, row = map(int, sys.argv[1:])
    print("ready", flush=True)
    sys.stdin.readline()
    print("trying", flush=True)
    with transaction.atomic():
        print(putting_right.held(batch, row).title, flush=True)


if __name__ == "__main__":
    main()
