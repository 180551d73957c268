"""Rows of publications, and choices beside a list: some 70 on a page, for which a template is too slow."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from nidairp.generation.keeping import Keeping
from publications.listing.facets import Choice
from publications.models import Publication

from .publication_metadata import coins_of
from .rich_text import rich

register = template.Library()

ROW = """<li class="pub-row">
            {coins}
            <h{level} class="pub-row-title"><a href="{url}"><bdi>{title}</bdi></a></h{level}>{people}
            <p class="pub-row-details">{where}<span class="pub-type">{kind}</span>{year}</p>
          </li>
"""
PEOPLE = """
            <p class="pub-row-people"><bdi>{}</bdi>{}{}</p>"""
CHOICE = (
    '<li><a class="filter-choice" id="{}-{}" href="{}"{}{}>{}<bdi class="filter-label">{}</bdi> '
    '<span class="filter-count">{}<span class="usa-sr-only"> publication{}</span></span></a></li>'
)
CHOSEN = format_html(' aria-current="{}"', "true")
REMOVE = format_html('<span class="usa-sr-only">{}</span>', "Remove the filter ")
NOT_FOLLOWED = format_html(' rel="{}"', "nofollow")
#: Letters, of all rows that are kept.
LIMIT = 2_000_000
_rows: Keeping[SafeString] = Keeping(LIMIT, size=len)


@register.simple_tag
def publication_row(publication: Publication, level: int | str = 3, show_year: bool = False) -> SafeString:
    """Title, people, where it appeared, and with `show_year` when; the heading is of the level given."""
    level = level or 3
    return _rows((publication.pk, level, show_year), lambda: _row(publication, level, show_year))


def _row(publication: Publication, level: int | str, show_year: bool) -> SafeString:
    return format_html(
        ROW,
        coins=coins_of(publication),
        level=level,
        url=publication.get_absolute_url(),
        title=rich(publication.title),
        people=_people(publication),
        where=_where(publication),
        kind=publication.get_entry_type_display(),
        year=format_html(' <span class="pub-type">{}</span>', publication.period) if show_year else "",
    )


def _people(publication: Publication) -> str:
    if publication.authors_text:
        more = "; et al." if publication.has_more_authors else ""
        return format_html(PEOPLE, publication.authors_text, more, "")
    if publication.editors_text:
        more = "; et al." if publication.has_more_editors else ""
        return format_html(PEOPLE, publication.editors_text, more, " (Ed.)")
    return ""


def _where(publication: Publication) -> str:
    whole = publication.journal or publication.booktitle
    return format_html("<cite><bdi>{}</bdi></cite> ", rich(whole)) if whole else ""


@register.simple_tag
def filter_choices(choices: Iterable[Choice], is_narrowed: bool) -> SafeString:
    """Search engines follow what narrows a list once, and not what narrows it further."""
    followed = NOT_FOLLOWED if is_narrowed else ""
    return format_html_join("", CHOICE, (_choice(choice, followed) for choice in choices))


def _choice(choice: Choice, followed: str) -> tuple[object, ...]:
    label = rich(choice.label) if choice.name == "tag" else choice.label
    current, remove = (CHOSEN, REMOVE) if choice.is_chosen else ("", "")
    plural = "" if choice.count == 1 else "s"
    return (
        choice.name,
        slugify(choice.value),
        choice.url,
        current,
        followed,
        remove,
        label,
        choice.counted,
        plural,
    )
