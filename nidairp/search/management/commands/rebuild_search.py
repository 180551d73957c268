"""Makes the index anew. It keeps itself up to date; this is for after a repair of the database by hand.

And, each hour, for a site that has grown much: PostgreSQL knows the pairs of words of those entries only that
were there when the index was made, and SQLite has what came since in many pieces, which are put into one.
While somebody migrates that waits for its next hour.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from nidairp.search import index


class Command(BaseCommand):
    help = "Rebuilds the search index from everything that is published."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-grown", action="store_true", help="Only if most of it was written since it was built."
        )

    def handle(self, **options: Any) -> None:
        if_grown = options["if_grown"]
        try:
            count = index.rebuild_if_grown() if if_grown else index.rebuild()
        except index.NotNow as reason:
            if not if_grown:
                raise CommandError(str(reason)) from reason
            self.stdout.write(f"{reason} The next hour will do.")
            return
        if count is None:
            self.stdout.write("The search has not grown so much that it needs this.")
            return
        self.stdout.write(f"The search knows {count} thing{'' if count == 1 else 's'} now.")
