"""Writes all published publications as BibTeX, in constant memory."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.http import QueryDict

from publications.citations import bibtex
from publications.filters import chosen
from publications.models import Publication

CHUNK = 1000


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
        rows = chosen(QueryDict(options["query"]), Publication.objects.published().newest_first()).rows
        publications = rows.with_people().iterator(chunk_size=CHUNK)
        texts = bibtex.render(publications, dialect=options["dialect"], ascii=options["ascii"])
        if options["file"] == "-":
            sys.stdout.buffer.writelines(text.encode() for text in texts)
            return
        with Path(options["file"]).open("wb") as file:
            file.writelines(text.encode() for text in texts)
