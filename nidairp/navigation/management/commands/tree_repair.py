"""Mends the menu trees from their parent links; exit 1 only if something is wrong even then."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nidairp.audit.recording import record_command
from nidairp.navigation.models import Menu, MenuItem
from nidairp.navigation.repair import check, repair


class Command(BaseCommand):
    help = "Mends the menu trees, and lists what was wrong with them."

    def handle(self, *args: Any, **options: Any) -> None:
        found = repair()
        for problem in found:
            self.stdout.write(f"Mended: {problem}")
        if found:
            menu = Menu.objects.get(location=MenuItem.Location.PRIMARY)
            record_command(menu, f"All menus mended: {' '.join(found)}")
        if check():
            raise CommandError("Something is wrong still: “manage.py tree_check” says what.")
        self.stdout.write("The menu trees are sound.")
