"""Loads the demonstration content; the content and how it is loaded are in ``nidairp.demo``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nidairp.demo import load


class Command(BaseCommand):
    help = "Loads the demonstration content. What is there already stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if the site has any content already"
        )

    def handle(self, *, if_empty: bool, **options: Any) -> None:
        if if_empty and not load.is_empty():
            self.stdout.write("The site has content already: nothing was loaded.")
            return
        made = ", ".join(f"{kind} {count}" for kind, count in load.load().items() if count)
        self.stdout.write(
            f"Demonstration content loaded: {made}." if made else "The demonstration content is complete."
        )
