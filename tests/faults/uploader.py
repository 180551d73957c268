"""A process that uploads one picture into the folder that is its argument, and waits at each step for a line.

Says "ready", "step" for each file that it begins to write and once more when all are there, and "done".
"""

import sys
from typing import Any

import django
from django.conf import settings

settings.MEDIA_ROOT = sys.argv[1]
django.setup()

from django.core.files import File  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import transaction  # noqa: E402

from nidairp.library.models import Image  # noqa: E402
from nidairp.library.storage import WholeFiles  # noqa: E402


def step() -> None:
    print("step", flush=True)
    sys.stdin.readline()


class Slow(WholeFiles):
    def _named(self, beside: Any, name: str) -> str:
        """When it is written, and has no name yet."""
        step()
        return super()._named(beside, name)


def main() -> None:
    settings.STORAGES["default"] = {"BACKEND": "tests.faults.uploader.Slow"}
    print("ready", flush=True)
    sys.stdin.readline()
    with open(sys.argv[2], "rb") as picture, transaction.atomic():  # noqa: PTH123
        image = Image()
        image.take(SimpleUploadedFile("figure.png", File(picture).read(), "image/png"))
        image.save()
        step()
    print("done", flush=True)


if __name__ == "__main__":
    main()
