"""Looks at every published text that changed since it was last looked at, and says what could be better."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from nidairp.quality import assessing
from nidairp.quality.models import Assessment
from nidairp.quality.report import could_be_better


class Command(BaseCommand):
    help = "Looks at all published posts and pages for the list “What could be better”."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="also those that nobody changed")

    def handle(self, *, all: bool, **options: object) -> None:
        if all:
            Assessment.objects.all().delete()
        looked_at = assessing.refresh(limit=None)
        assessing.forget_gone()
        self.stdout.write(f"{looked_at} texts looked at; {could_be_better()} of all could be better.")
