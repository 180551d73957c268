"""The checks themselves: a text in, findings out. Pure Python: no Django, no database, no network.

A check is a function that takes a ``Subject`` and yields what it found. ``CHECKS`` hold for every text, and a
kind of content adds its own. Each looks at each part of the text once.
"""

from collections.abc import Callable, Iterable, Iterator

from .finding import Finding
from .headings import check_headings
from .images import check_figure, check_images
from .links import check_links
from .paragraphs import check_paragraphs
from .subject import Subject
from .tables import check_tables
from .words import check_summary, check_title

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_title,
    check_summary,
    check_figure,
    check_headings,
    check_images,
    check_links,
    check_tables,
    check_paragraphs,
)


def findings(subject: Subject, checks: Iterable[Check] = CHECKS) -> list[Finding]:
    """What is to be mended before what could be better; within these in the order of the form."""
    found = [finding for check in checks for finding in check(subject)]
    return sorted(found, key=lambda finding: not finding.rule.blocks)
