"""Says whether the menu trees are sound; exit 1 and one line for each thing that is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nidairp.navigation.repair import check


class Command(BaseCommand):
    help = "Verifies the menu trees. Exit 1 and one line for each thing that is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        found = check()
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError("The menu trees are damaged: mend them with “manage.py tree_repair”.")
        self.stdout.write("The menu trees are sound.")
