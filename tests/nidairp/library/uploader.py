"""One of the people of ``test_admin_images.py`` who upload the same file at the same time."""

import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.test import Client  # noqa: E402


def main(path: str, media: str, door: str) -> str:
    settings.MEDIA_ROOT = media
    client = Client()
    client.force_login(User.objects.get())
    with open(path, "rb") as file:  # noqa: PTH123
        sent = {"file": SimpleUploadedFile("scan.jpg", file.read())}
    if door == "form":
        return "added" if client.post("/admin/library/image/add/", sent).status_code == 302 else "there"
    note = client.post("/admin/library/image/upload/", sent).json()["note"]
    return "there" if "already" in note else "added"


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
