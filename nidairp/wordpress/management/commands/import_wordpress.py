"""``manage.py import_wordpress FILE.xml``: a WordPress site with teachPress moved in (docs/migrating-from-
wordpress.md).

0: all of it is here, and every old address answers. 1: something was lost, or was edited in both places,
each told as ``FILE:LINE: outcome: …``. 2: nothing could be read; nothing was done.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nidairp.audit.recording import record_command
from nidairp.navigation.models import MenuItem
from nidairp.wordpress.bringing.run import run
from nidairp.wordpress.bringing.voyage import Options
from nidairp.wordpress.export.reading import Refused
from nidairp.wordpress.models import Origin
from nidairp.wordpress.report import Report
from nidairp.wordpress.survey import survey
from nidairp.wordpress.text.teachpress import Numbers, read_numbers
from nidairp.wordpress.wishes import Wishes
from publications.importing import afterwards

_WIDTH = 30
KINDS = ("post", "page", "skip")
TAXONOMIES = {"tag": "post_tag", "category": "category", "skip": "skip"}


class Command(BaseCommand):
    help = "Moves a WordPress site in: posts, pages, menus, images, publications, and all of its addresses."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE.xml", help="Tools → Export → All content"
        )
        parser.add_argument(
            "--bibtex", type=Path, metavar="FILE.bib", help="teachPress's export of publications"
        )
        parser.add_argument("--media", type=Path, metavar="DIR", help="the site's wp-content/uploads/")
        parser.add_argument(
            "--teachpress",
            type=Path,
            metavar="FILE.tsv",
            help="teachPress's numbers, for shortcodes that use them",
        )
        parser.add_argument(
            "--menu", action="append", default=[], metavar="NAME=PLACE", help="where a menu goes"
        )
        parser.add_argument(
            "--posts-page",
            default="",
            metavar="SLUG",
            help="the empty page at which all articles were listed",
        )
        parser.add_argument(
            "--kind", action="append", default=[], metavar="TYPE=KIND", help="post, page or skip"
        )
        parser.add_argument(
            "--taxonomy", action="append", default=[], metavar="NAME=KIND", help="tag, category or skip"
        )
        for what in ("category", "tag"):
            parser.add_argument(
                f"--{what}-base",
                default="",
                metavar="WORD",
                help="as Settings → Permalinks says",
            )
        parser.add_argument(
            "--dry-run", action="store_true", help="do it, tell what it came to, and take it back"
        )
        parser.add_argument("--report", type=Path, metavar="FILE", help="all of it as .html, .csv or .json")

    def handle(self, *, files: list[Path], **options: Any) -> None:
        asked = self._asked(files, options)
        wishes = Wishes(
            _pairs(options["kind"], KINDS),
            _pairs(options["taxonomy"], TAXONOMIES),
            {"category": options["category_base"].strip("/"), "post_tag": options["tag_base"].strip("/")},
        )
        bar = Bar(sys.stderr) if sys.stderr.isatty() else None
        try:
            found = survey(files, wishes, bar.reading(files) if bar else lambda _: None)
        except Refused as refused:
            self.stderr.write(str(refused))
            sys.exit(2)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}", returncode=2) from error
        report = run(found, asked, bar.at if bar else lambda *_: None)
        self._tell(report, options)
        if not report.rehearsal:
            afterwards.follow()
        if report.failed:
            sys.exit(1)

    def _asked(self, files: list[Path], options: dict[str, Any]) -> Options:
        for path in filter(None, (*files, options["bibtex"], options["teachpress"])):
            if not path.is_file():
                raise CommandError(f"{path}: there is no such file.", returncode=2)
        if options["media"] and not options["media"].is_dir():
            raise CommandError(f"{options['media']}: there is no such folder.", returncode=2)
        table = options["teachpress"]
        return Options(
            files=files,
            media=options["media"],
            bibtex=options["bibtex"],
            numbers=read_numbers(table.read_text(encoding="utf-8-sig", errors="replace"))
            if table
            else Numbers(),
            menus=_pairs(options["menu"], MenuItem.Location.values),
            posts_page=options["posts_page"],
            rehearsal=options["dry_run"],
        )

    def _tell(self, report: Report, options: dict[str, Any]) -> None:
        lines = report.lines if options["verbosity"] > 1 else report.troubles()
        for line in lines:
            self.stdout.write(str(line))
        for line in report.summary():
            self.stdout.write(line)
        self.stdout.write(
            "Nothing was changed: this was a rehearsal." if report.rehearsal else "All of it is done."
        )
        if options["report"]:
            report.write(options["report"])
        if not report.rehearsal and (origin := Origin.objects.order_by("pk").last()):
            record_command(origin, "Brought over from WordPress: " + "; ".join(report.summary()) + ".")


def _pairs(given: list[str], allowed: Any) -> dict[str, str]:
    pairs = dict(one.partition("=")[::2] for one in given)
    for name, value in pairs.items():
        if value not in allowed:
            raise CommandError(f"{name}={value}: it can be {', '.join(allowed)}.", returncode=2)
    return {name: allowed[value] for name, value in pairs.items()} if isinstance(allowed, dict) else pairs


class Bar:
    """How far it is, on a terminal; drawn a few times a second."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._drawn = 0.0
        self._what = ""
        self._read = 0

    def reading(self, files: list[Path]) -> Any:
        whole = sum(path.stat().st_size for path in files)

        def told(more: int) -> None:
            self._read += more
            self.at("Reading", self._read, whole)

        return told

    def at(self, what: str, done: int, of: int) -> None:
        ends = done >= of
        if what == self._what and not ends and time.monotonic() - self._drawn < 0.2:
            return
        self._drawn, self._what = time.monotonic(), what
        part = _WIDTH * done // max(of, 1)
        self._stream.write(
            f"\r{what:<13}[{'#' * part:<{_WIDTH}}] {100 * done // max(of, 1):3} %{chr(10) if ends else ''}"
        )
        self._stream.flush()
