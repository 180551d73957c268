"""Looks at every link in what is public; exit 1 and a line for each one that is broken."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nidairp.links.checking import check


class Command(BaseCommand):
    help = (
        "Looks at every link in public texts, menus, publications and redirects. Exit 1 where one is broken."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--external",
            action="store_true",
            help="also asks other sites whether their pages are there: slow, and needs the network",
        )

    def handle(self, *args: Any, external: bool, **options: Any) -> None:
        outcome = check(external)
        for one, problem in outcome.broken:
            self.stdout.write(f"{one.where} ({one.field}): {one.link}: {problem.says}")
        links = "links" if external else "links, those to other sites not asked for"
        self.stdout.write(f"{outcome.rows} texts with {outcome.links} {links}.")
        if outcome.broken:
            count = len(outcome.broken)
            raise CommandError(
                f"{count} link{' is' if count == 1 else 's are'} broken. The admin lists what is."
            )
        self.stdout.write("No link is broken.")
