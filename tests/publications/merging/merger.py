"""A process that merges authors: says "ready", waits for a line, says "trying", and at the end how it went.

Run as a module with the key of who stays and the keys of the others.
"""

import sys

import django

django.setup()

from publications.merging import joining  # noqa: E402


def main() -> None:
    keep, *others = (int(pk) for pk in sys.argv[1:])
    print("ready", flush=True)
    sys.stdin.readline()
    print("trying", flush=True)
    try:
        joining.merge(keep, others)
    except joining.NotPossible as reason:
        print("refused", reason, flush=True)
    else:
        print("done", flush=True)


if __name__ == "__main__":
    main()
