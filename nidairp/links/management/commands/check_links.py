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

        parser.add_argument(
            "--exit-zero", action="store_true", help="exits with 0 also where links are broken: for a timer"
        )

    def handle(self, *args: Any, external: bool, exit_zero: bool, **options: Any) -> None:
        outcome = check(external)
        for one, problem in outcome.broken:
            self.stdout.write(f"{one.where} ({one.field}): {one.link}: {problem.says}")
        links = "links" if external else "links, those to other sites not asked for"
        self.stdout.write(f"{outcome.rows} texts with {outcome.links} {links}.")
        count = len(outcome.broken)
        said = f"{count} link{' is' if count == 1 else 's are'} broken. The admin lists what is."
        if count and not exit_zero:
            raise CommandError(said)
        self.stdout.write(said if count else "No link is broken.")
