"""Turns the page that says "back soon" on and off."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from nidairp.maintenance import mark


class Command(BaseCommand):
    help = "Lets every address answer 503 with a page that says so (on), or the site itself again (off)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("state", choices=["on", "off"])

    def handle(self, *, state: str, **options: object) -> None:
        if state == "on":
            mark().touch()
            self.stdout.write("Every address now answers 503, save /healthz. Turn it off: maintenance off")
        else:
            mark().unlink(missing_ok=True)
            self.stdout.write("The site answers again.")
