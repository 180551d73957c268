"""A process that renames, joins or deletes keywords: "ready", a line, "trying", "step", a line, and "done".

Run as a module with what it does, the key of the keyword, and the new name or the key of the other keyword.
At "step" it has all that it needs, and has written half of it.
"""

import sys

import django

django.setup()

from publications import retagging  # noqa: E402
from publications.models import Tag  # noqa: E402


def pausing(write):
    def paused(*args):
        print("step", flush=True)
        sys.stdin.readline()
        return write(*args)

    return paused


def main() -> None:
    does, pk, *more = sys.argv[1:]
    tag = Tag.objects.get(pk=pk)
    retagging._write = pausing(retagging._write)
    print("ready", flush=True)
    sys.stdin.readline()
    print("trying", flush=True)
    if does == "rename":
        retagging.rename(tag, more[0], None)
    elif does == "join":
        retagging.join(Tag.objects.get(pk=more[0]), [tag], None)
    else:
        retagging.remove([tag], None)
    print("done", flush=True)


if __name__ == "__main__":
    main()
