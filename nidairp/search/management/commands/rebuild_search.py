"""Makes the index anew. It keeps itself up to date; this is for after a repair of the database by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from nidairp.search import index


class Command(BaseCommand):
    help = "Makes the search's index anew from everything that is published."

    def handle(self, **options: Any) -> None:
        count = index.rebuild()
        self.stdout.write(f"The search knows {count} thing{'' if count == 1 else 's'} now.")
