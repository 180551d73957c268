"""Takes the second factor of an account away: for an administrator who has lost both phone and codes."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from nidairp.audit.recording import record_command
from nidairp.second_factor import devices, sessions


class Command(BaseCommand):
    help = "Takes the second factor of an account away and logs it out everywhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account “{username}”.")
        devices.turn_off(user)
        sessions.end_all(user)
        record_command(user, "Took two-factor login away.")
        self.stdout.write(f"{username} logs in with the password alone now.")
