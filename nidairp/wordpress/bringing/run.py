"""The whole move, in order: files are looked at before the transaction, everything else happens within it.

A rehearsal is the same work taken back at its end, so that what it says is what will be; only pictures are
not encoded then, which is what takes the time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from nidairp.editing.rehearsal import rehearsal
from nidairp.wordpress import plain
from nidairp.wordpress.report import Outcome, Report
from nidairp.wordpress.survey import OWN, Survey
from publications.models.locks import hold_names, make_names

from . import checking, forwarding, leaving, media, menus, people, placing, publications, sticky, terms, texts
from .origins import Origins
from .voyage import Options, Voyage

Progress = Callable[[str, int, int], None]
#: What SQLite may hold in memory (bytes): an import of publications alone would let it hold half a gigabyte.
HELD = 48_000_000


def run(survey: Survey, options: Options, progress: Progress) -> Report:
    report = Report(rehearsal=options.rehearsal)
    voyage = Voyage(options, survey, report, Origins(survey.site.name), progress=progress)
    _tell_problems(voyage)
    prepared = media.prepare(voyage)
    try:
        with bounded(), rehearsal() if options.rehearsal else transaction.atomic():
            _bring(voyage, prepared)
    except BaseException:
        if not options.rehearsal:
            prepared.discard()
        raise
    return report


@contextmanager
def bounded() -> Iterator[None]:
    """A whole site in one transaction, and still the memory of an ordinary machine."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA soft_heap_limit = {HELD}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA soft_heap_limit = 0")


def _bring(voyage: Voyage, prepared: media.Prepared) -> None:
    make_names()
    hold_names()
    # Somebody else may have brought things over while the pictures were worked on.
    voyage.origins = Origins(voyage.survey.site.name)
    publications.bring(voyage)
    people.bring(voyage)
    terms.bring(voyage)
    media.bring(voyage, prepared)
    places = placing.place(voyage)
    voyage.archives = forwarding.archives(voyage)
    texts.bring(voyage, places)
    sticky.bring(voyage, places)
    menus.bring(voyage)
    leaving.tell(voyage)
    addresses = list(forwarding.old_addresses(voyage, places))
    written = forwarding.bring(voyage, addresses)
    voyage.origins.write()
    checking.check(voyage, addresses, written)


def _tell_problems(voyage: Voyage) -> None:
    report = voyage.report
    for problem in voyage.survey.problems:
        outcome = Outcome.LOST if problem.lost else Outcome.DOUBTFUL
        report.add(outcome, "file", problem.file, problem.message, line=problem.line, file=problem.file)
    for item in voyage.survey.skipped:
        if item.type in OWN or voyage.survey.wishes.kinds.get(item.type) == "skip" or item.type == "skip":
            voyage.tell(
                Outcome.SKIPPED,
                item,
                item.type,
                item.title,
                "It belongs to WordPress itself or its theme.",
            )
        else:
            message = f"Its type is not known here: bring it over with --kind {item.type}=post, page or skip."
            voyage.tell(Outcome.LOST, item, item.type, item.title, message, item.link)
    for taxonomy, (count, first) in sorted(voyage.survey.unknown.items()):
        message = f"{count} times, first with “{first.title}”: bring it over with --taxonomy {taxonomy}=tag, "
        voyage.tell(Outcome.LOST, first, "taxonomy", taxonomy, f"{message}category or skip.")
    _tell_fields(voyage)


def _tell_fields(voyage: Voyage) -> None:
    """What begins with an underscore is a plugin's own; the others are what people typed in."""
    for key, (count, first) in sorted(voyage.survey.fields.items()):
        outcome = Outcome.SKIPPED if key.startswith("_") else Outcome.DOUBTFUL
        value = plain.text(first.value(key), 80)
        message = f"Custom fields stay behind. {count} with this one; the first is “{first.title}”: {value}"
        voyage.tell(outcome, first, "custom field", key, message)
