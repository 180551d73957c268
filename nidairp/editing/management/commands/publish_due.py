"""``manage.py publish_due``: does what the schedule asks for by now. Nothing waits for it."""

from typing import Any

from django.core.management.base import BaseCommand

from nidairp.editing import due


class Command(BaseCommand):
    help = "Publishes, changes and unpublishes what is due by now."

    def handle(self, *args: Any, **options: Any) -> None:
        done = due.publish_due()
        self.stdout.write("Nothing was due." if not done else f"{done} done.")
