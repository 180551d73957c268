"""Rows of publications, and co-authors: dozens on a page, and a template is too slow."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from sys import getsizeof

from django import template
from django.utils.safestring import SafeString
from django.utils.text import slugify

from nidairp.generation.keeping import Keeping, of
from nidairp.markup import each_filled, filled, rich
from publications.citations import facts
from publications.models import CoAuthor, Publication

from .publication_metadata import coins_of

register = template.Library()

ROW = """<li class="pub-row">
            {0}
            <h{1} class="pub-row-title"><a href="{2}"><bdi>{3}</bdi></a></h{1}>{4}
            <p class="pub-row-details">{5}<span class="pub-type">{6}</span>{7}</p>
          </li>
"""
PEOPLE = """
            <p class="pub-row-people"><bdi>{}</bdi>{}{}</p>"""
WHERE = "<cite><bdi>{}</bdi></cite> "
YEAR = ' <span class="pub-type">{}</span>'
OF_A_YEAR = """
      <section class="year" aria-labelledby="year-{0}">
        <h{1} class="year-title" id="year-{0}">{2}</h{1}>
        <ul class="pub-list">
          {3}</ul></section>"""
CO_AUTHOR = (
    '<li><a href="{}"><bdi>{}</bdi></a> <span class="author-count">{}'
    '<span class="usa-sr-only"> shared publication{}</span></span></li>\n'
)
#: Of more than so many people, so many are named.
MOST, FIRST = 30, 12
#: Bytes, of all rows that are kept.
LIMIT = 2_000_000
_rows: Keeping[SafeString] = Keeping(LIMIT, getsizeof, of("publications"))


@register.simple_tag
def rows_by_year(publications: Iterable[Publication], level: int = 2) -> SafeString:
    """Each year with a heading of this level, and below it its rows."""
    years = groupby(publications, attrgetter("period"))
    return each_filled(OF_A_YEAR, [_year(period, list(rows), level) for period, rows in years])


def _year(period: str, rows: list[Publication], level: int) -> tuple[object, ...]:
    name = period if period.isdigit() else slugify(period)
    return name, level, period, each_filled("{}", [(publication_row(row, level + 1),) for row in rows])


@register.simple_tag
def publication_row(publication: Publication, level: int = 3, show_year: bool = False) -> SafeString:
    """Title, people, where it appeared, and with `show_year` when; the heading is of the level given."""
    return _rows((publication.pk, level, show_year), lambda: _row(publication, level, show_year))


def _row(publication: Publication, level: int, show_year: bool) -> SafeString:
    return filled(
        ROW,
        coins_of(publication),
        level,
        publication.get_absolute_url(),
        rich(facts.stored_title(publication)),
        _people(publication),
        _where(publication),
        publication.get_entry_type_display(),
        filled(YEAR, publication.period) if show_year else "",
    )


def _people(publication: Publication) -> str:
    if publication.authors_text:
        return _named(publication.authors_text, publication.has_more_authors, "")
    if publication.editors_text:
        return _named(publication.editors_text, publication.has_more_editors, " (Ed.)")
    return ""


def _named(text: str, has_more: bool, role: str) -> str:
    """All of them, or the first of very many: their own page has the others."""
    count = text.count("; ") + 1
    if count <= MOST:
        return filled(PEOPLE, text, "; et al." if has_more else "", role)
    first = "; ".join(text.split("; ", FIRST)[:FIRST])
    return filled(PEOPLE, first, f"; … and {count - FIRST} others", role)


def _where(publication: Publication) -> str:
    whole = publication.journal or publication.booktitle
    return filled(WHERE, rich(whole)) if whole else ""


@register.simple_tag
def co_authors(people: Iterable[CoAuthor]) -> SafeString:
    return each_filled(CO_AUTHOR, [(*one, "" if one.shared == 1 else "s") for one in people])
