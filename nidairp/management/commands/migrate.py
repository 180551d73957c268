"""Django's `migrate`, one at a time: two hosts that start at once would make the same tables.

The second waits, and then finds nothing left to do. So does one that begins while the search is made anew.
"""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from nidairp.migrating import apart

WAITING = "Another process is migrating, or rebuilding the search: this waits until that is done."


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        alias = options["database"]
        with apart(alias, migrates=True, waits=False) as is_alone:
            if is_alone:
                super().handle(*args, **options)
                return
        if options["verbosity"]:
            self.stdout.write(WAITING)
        with apart(alias, migrates=True):
            super().handle(*args, **options)
