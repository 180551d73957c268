"""A process that saves a form of the admin: "ready", a line, "trying", and the status of the answer.

Run as a module with the key of a publication, and what is typed over its fields, as JSON.
"""

import json
import sys

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from tests.sent import opened_form  # noqa: E402


def main() -> None:
    pk, typed = sys.argv[1:]
    setup_test_environment()
    client = Client()
    client.force_login(User.objects.get(username="admin"))
    door = reverse("admin:publications_publication_change", args=[pk])
    sent = opened_form(client, door, **json.loads(typed))
    print("ready", flush=True)
    sys.stdin.readline()
    print("trying", flush=True)
    print(client.post(door, sent).status_code, flush=True)


if __name__ == "__main__":
    main()
