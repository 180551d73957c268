"""Writes the whole site, database and files, into one archive, while it is in use."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nidairp.backup.about import About
from nidairp.backup.archive import whole_file
from nidairp.backup.writing import backup, total


class Command(BaseCommand):
    help = "Writes the whole site, database and files, into one archive, while it is in use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="where to; “-”: standard output, to encrypt it on the way")
        parser.add_argument("--replace", action="store_true", help="write over a file that is there")

    def handle(self, *, file: str, replace: bool, **options: Any) -> None:
        try:
            about = self.to_output() if file == "-" else self.to_file(Path(file), replace=replace)
        except FileExistsError as error:
            raise CommandError(f"{file} is there already: choose another name, or add --replace.") from error
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror or error}.") from error
        except RuntimeError as error:
            raise CommandError(str(error)) from error
        for name in about.missing:
            self.stderr.write(f"Missing in the storage, and so in the archive: {name}")
        self.stderr.write(f"{total(about.tables.values()):,} rows of {len(about.tables)} tables written.")

    def to_file(self, path: Path, *, replace: bool) -> About:
        if path.exists() and not replace:
            raise FileExistsError
        with whole_file(path, replace=replace) as stream:
            return backup(stream, path.parent)

    def to_output(self) -> About:
        try:
            about = backup(sys.stdout.buffer, Path(gettempdir()))
            sys.stdout.flush()
            return about
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise
