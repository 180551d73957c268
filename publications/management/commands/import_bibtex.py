"""``manage.py import_bibtex FILE ...``: stages and applies, with the exit code that scripts rely on.

0: all applied. 1: something was refused or left open, each told as ``FILE:LINE: KEY: message``.
2: nothing could be read.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from nidairp.audit.recording import record_command
from publications.formats import FORMATS
from publications.importing import afterwards
from publications.importing import batch as importing
from publications.importing.report import json_lines, problems
from publications.importing.stepping import SHORT
from publications.models import ImportBatch

_WIDTH = 40


class Command(BaseCommand):
    help = (
        "Imports files of BibTeX, RIS, PubMed or CSL-JSON: tells what cannot be read, "
        "and applies the rest in one transaction."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--update", action="store_true", help="also change publications that are there")
        parser.add_argument("--encoding", help="of the files; guessed where it is not given")
        parser.add_argument(
            "--format",
            choices=[*FORMATS],
            help="of the files; seen from each one's text where it is not given",
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE.json", help="write what became of each block"
        )

    def handle(self, *, files: list[Path], **options: Any) -> None:
        sources: list[importing.Source] = []
        missing = 0
        for path in files:
            try:
                path.open("rb").close()
                sources.append((str(path), path))
            except OSError as error:
                missing += 1
                self.stderr.write(f"{path}: {error.strerror}")
        code = self._import(sources, options) if sources else 2
        if code or missing:
            sys.exit(code or 1)

    def _import(self, sources: list[importing.Source], options: dict[str, Any]) -> int:
        bar = _bar if sys.stderr.isatty() else None
        batch = importing.stage(
            sources,
            encoding=options["encoding"],
            format=options["format"],
            update=options["update"],
            progress=bar and bar("Reading"),
        )
        if batch.state == ImportBatch.State.READY and not options["dry_run"]:
            importing.apply(batch, progress=bar and bar("Writing"))
            record_command(batch, f"Imported: {_summary(batch)}.")
        if options["report"]:
            with options["report"].open("w", encoding="utf-8") as report:
                report.writelines(json_lines(batch))
        try:
            return self._tell(batch)
        finally:  # whoever reads what is told may leave before its end
            if options["dry_run"]:
                batch.delete()
            elif batch.state == ImportBatch.State.APPLIED and batch.rows.count() > SHORT:
                afterwards.follow()

    def _tell(self, batch: ImportBatch) -> int:
        """Says what was noted and what could not be done, then the counts; the command's exit code."""
        for note in batch.notes:
            if batch.state != ImportBatch.State.FAILED or not note["unread"]:
                place = f"{note['file']}:{note['line']}: " if note["line"] else note["file"]
                self.stdout.write(f"{place}: {note['message']}")
        if batch.state == ImportBatch.State.FAILED:
            self.stderr.write(batch.error)
            return 2
        open_ones = 0
        for problem in problems(batch):
            open_ones += 1
            self.stdout.write(problem)
        self.stdout.write(f"{batch}: {_summary(batch)}.")
        return 1 if open_ones or any(note["unread"] for note in batch.notes) else 0


def _summary(batch: ImportBatch) -> str:
    """The counts in one line: "3 created, 1 left as it is"."""
    counts = batch.results() or batch.counts()
    names = {**dict(batch.rows.model.Outcome.choices), **dict(batch.rows.model.Result.choices)}
    return ", ".join(f"{count} {names[name].lower()}" for name, count in counts.items()) or "nothing in it"


def _bar(label: str) -> Callable[[int], None]:
    """Draws how far it is, on the terminal only."""

    def draw(percent: int) -> None:
        done = _WIDTH * percent // 100
        end = "\n" if percent >= 100 else ""
        sys.stderr.write(f"\r{label} [{'#' * done}{' ' * (_WIDTH - done)}] {percent:3} %{end}")
        sys.stderr.flush()

    return draw
