"""Writes all published publications as BibTeX, in constant memory."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from publications.citations import bibtex
from publications.listing import ASKED, chosen


class Command(BaseCommand):
    help = "Writes all published publications as BibTeX, newest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="where to; “-” or nothing: standard output")
        parser.add_argument(
            "--query",
            default="",
            help="only what an address of the list shows, e.g. “year=2019&type=article”",
        )
        parser.add_argument("--dialect", choices=["bibtex", "biblatex"], default="bibtex", help="field names")
        parser.add_argument("--ascii", action="store_true", help="LaTeX commands in place of other letters")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = QueryDict(options["query"])
        if unknown := asked.keys() - ASKED:
            raise CommandError(f"--query knows {', '.join(sorted(ASKED))}, not {', '.join(sorted(unknown))}.")
        publications = chosen(asked).publications()
        texts = bibtex.render(publications, dialect=options["dialect"], ascii=options["ascii"])
        try:
            _write(options["file"], texts)
        except BrokenPipeError:
            raise  # no fault of the file: whoever read the other end has seen enough (`| head`)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be written: {error.strerror}.") from error


def _write(name: str, texts: Iterable[str]) -> None:
    with ExitStack() as stack:
        stream = sys.stdout.buffer if name == "-" else stack.enter_context(Path(name).open("wb"))
        stream.writelines(text.encode() for text in texts)
        stream.flush()
