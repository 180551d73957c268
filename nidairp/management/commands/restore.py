"""Puts an archive of `backup` in the place of all that is here, after reading it through and asking."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nidairp.backup.about import Unusable
from nidairp.backup.archive import whole_file
from nidairp.backup.checking import Checked, check
from nidairp.backup.restoring import is_empty, restore
from nidairp.backup.writing import backup, total

QUESTION = """
  {archive}
      of {site}, made {made}, from {database}
      {rows:,} rows and {files:,} files

It takes the place of all content, files and accounts here ({here}).
Type “restore” to go on: """


class Command(BaseCommand):
    help = "Puts an archive of “backup” in the place of all that is here, or changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--no-input", action="store_true", help="do not ask")
        parser.add_argument("--check-only", action="store_true", help="read the archive through, and stop")
        parser.add_argument(
            "--no-copy", action="store_true", help="do not keep what is here now as an archive of its own"
        )

    def handle(self, *, file: str, no_input: bool, check_only: bool, no_copy: bool, **options: Any) -> None:
        try:
            with Path(file).open("rb") as archive:
                self.stdout.write("Reading the archive through ...")
                checked = check(archive)
                if check_only:
                    self.stdout.write("The archive is whole, and fits this program.")
                    return
                if not no_input:
                    self.ask(file, checked)
                if not no_copy and not is_empty():
                    self.keep_what_is_here()
                restore(archive, checked, self.stdout.write)
        except Unusable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error}. Nothing has been changed.") from error
        self.stdout.write("Restored. Everybody has to log in again; restart the site's processes.")

    def ask(self, file: str, checked: Checked) -> None:
        about = checked.about
        question = QUESTION.format(
            archive=file,
            site=about.site,
            made=about.made_at,
            database=about.database,
            rows=total(about.tables.values()),
            files=len(checked.sums),
            here=settings.SITE_URL,
        )
        try:
            answer = input(question)
        except EOFError:
            answer = ""
        if answer.strip().lower() != "restore":
            raise CommandError("Not restored; nothing has been changed.")

    def keep_what_is_here(self) -> None:
        folder = settings.VAR_DIR / "backups"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"before-restore-{timezone.now():%Y%m%d-%H%M%S-%f}.tar"
        with whole_file(path, replace=False) as stream:
            backup(stream, folder)
        self.stdout.write(f"What was here is kept in {path}")
