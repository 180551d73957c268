"""``manage.py undo_import BATCH``: takes one import back."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nidairp.audit.recording import record_command
from publications.importing import batch as importing
from publications.models import ImportBatch


class Command(BaseCommand):
    help = (
        "Takes one import back: what it made goes, what it changed is as before; what was edited since stays."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("batch", type=int, help="the number of the import")

    def handle(self, *, batch: int, **options: Any) -> None:
        found = ImportBatch.objects.filter(pk=batch).first()
        if found is None:
            raise CommandError(f"There is no import {batch}.")
        try:
            result = importing.undo(found)
        except importing.NotPossible as reason:
            raise CommandError(str(reason)) from reason
        if not result.again:
            record_command(found, f"Taken back: {summary(result)}.")
        for remark in result.remarks:
            self.stderr.write(str(remark))
        self.stdout.write(
            f"{found} was taken back before." if result.again else f"{found}: {summary(result)}."
        )


def summary(result: importing.Result) -> str:
    """The counts in one line: "3 created, 1 left"."""
    return ", ".join(f"{count} {name}" for name, count in sorted(result.counts.items())) or "nothing to do"
