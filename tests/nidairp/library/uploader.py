"""One of the people of ``test_admin_images.py`` who upload the same file at the same time."""

import sys

import django
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile


def main(path: str, media: str, door: str) -> str:
    from django.contrib.auth.models import User  # noqa: PLC0415 - Django is set up before
    from django.test import Client  # noqa: PLC0415

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
    django.setup()
    print(main(*sys.argv[1:]))
