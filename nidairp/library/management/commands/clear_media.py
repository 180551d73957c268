"""``manage.py clear_media``: names the files that belong to nothing, and with ``--delete`` deletes them."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nidairp.library import leftovers


class Command(BaseCommand):
    help = "Names the files that an upload which was cut off has left; deletes them with --delete."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete", action="store_true", help="delete them")
        parser.add_argument("--hours", type=float, default=24, help="only what is older than this (24)")

    def handle(self, *args: Any, delete: bool, hours: float, **options: Any) -> None:
        if hours < 0:
            raise CommandError("--hours is a number from 0 on.")
        age = datetime.timedelta(hours=hours)
        found = leftovers.clear(age) if delete else leftovers.find(age)
        for name in found:
            self.stdout.write(name)
        self.stdout.write(says(len(found), delete))


def says(number: int, deleted: bool) -> str:
    if not number:
        return "Every file belongs to something."
    files = "1 file belongs" if number == 1 else f"{number} files belong"
    return f"{files} to nothing: " + ("deleted." if deleted else "delete with --delete.")
