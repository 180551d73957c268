"""Draws the publication box: some ninety pieces, for which a template takes longer than the database.

What it says is decided in ``citations.box``. Articles need to know nothing of how it is made.
"""

from collections.abc import Iterable
from sys import getsizeof

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils.safestring import SafeString

from nidairp.markup import each_filled, filled, joined, rich
from publications.citations import box
from publications.citations.box import Box, Person
from publications.citations.kept import KeptByContent
from publications.models import Publication

from .publication_metadata import coins_of

register = template.Library()

BOX = """<article class="pub{}" id="{}">
            {}
            <div class="pub-menu">
              {}
            </div>
          </article>
"""
HEAD = """<div class="pub-head">
              {}
              <span class="pub-label">{}</span>{}
            </div>
            """
OWN_TITLE = '<h1 class="pub-title"><bdi>{}</bdi></h1>'
TITLE = '<h3 class="pub-title"><a href="{}"><bdi>{}</bdi></a></h3>'
FORTHCOMING = filled(' <span class="pub-label">{}</span>', "Forthcoming")
DETAILS = '<p class="pub-details"><bdi>{}</bdi></p>'

PEOPLE = """<p class="pub-people">{}{}{}</p>
            """
MANY_PEOPLE = """<p class="pub-people">{}; …</p>
            <details class="pub-people pub-people-further">
              <summary>and {} others{}</summary>
              <p>{}{}</p>
            </details>
            """
LINKED, NAMED = '<bdi><a href="{1}">{0}</a></bdi>', "<bdi>{0}</bdi>"

TOGGLE = """<details class="pub-toggle" name="{}"{}>
                <summary>{}<span class="pub-close">Close</span></summary>
                {}
              </details>"""
OPEN = filled(" {}", "open")
BAR = filled('<span class="pub-bar" aria-hidden="true">{}</span>\n              ', " | ")
ABSTRACT = '<div class="pub-block pub-abstract" dir="auto">{}</div>'
LINKS = '<ul class="pub-block pub-links">{}</ul>'
LINK = '<li><a href="{}" rel="external">{}</a></li>'
BIBTEX = '<pre class="pub-block pub-bibtex"><code>{}</code></pre>'


@register.simple_tag
def publication_box(publication: Publication, show_bibtex: bool = True) -> SafeString:
    """Under an article, where programs find what can be saved of it, too."""
    return _boxes(publication, show_bibtex)


def _cited(publication: Publication, show_bibtex: bool) -> SafeString:
    shown = box.render(publication)
    title = filled(TITLE, shown.url, rich(shown.title))
    drawn = _box(shown, [_people(shown), _head(shown, title)], "", show_bibtex)
    return joined("", [coins_of(publication), drawn])


#: Bytes, of all boxes that are kept: some fifty to a hundred.
LIMIT = 500_000
_boxes = KeptByContent(_cited, LIMIT, size=getsizeof)


@register.simple_tag
def own_box(shown: Box) -> SafeString:
    """As the publication's own page: its title is that of the page, and the abstract is open."""
    title = filled(OWN_TITLE, rich(shown.title))
    return _box(shown, [_head(shown, title), _people(shown)], " pub--page", show_bibtex=True)


def _box(shown: Box, above: list[SafeString], kind: str, show_bibtex: bool) -> SafeString:
    if shown.details:
        above.append(filled(DETAILS, rich(shown.details)))
    toggles = []
    if shown.abstract:
        text = filled(ABSTRACT, linebreaks_filter(rich(shown.abstract)))
        toggles.append(filled(TOGGLE, shown.slug, OPEN if kind else "", "Abstract", text))
    if shown.links:
        links = filled(LINKS, each_filled(LINK, ((link.url, link.label) for link in shown.links)))
        toggles.append(filled(TOGGLE, shown.slug, "", "Links", links))
    if show_bibtex:
        toggles.append(filled(TOGGLE, shown.slug, "", "BibTeX", filled(BIBTEX, shown.bibtex)))
    return filled(BOX, kind, shown.slug, joined("", above), joined(BAR, toggles))


def _head(shown: Box, title: SafeString) -> SafeString:
    return filled(HEAD, title, shown.label, FORTHCOMING if shown.forthcoming else "")


def _people(shown: Box) -> SafeString:
    """Who wrote or edited it."""
    role = " (Ed.)" if shown.editors_only else ""
    more = "; et al." if shown.has_more else ""
    if shown.further:
        first, further = _names(shown.first), _names(shown.further)
        return filled(MANY_PEOPLE, first, len(shown.further), role, further, more)
    return filled(PEOPLE, _names(shown.people), more, role) if shown.people else filled("")


def _names(people: Iterable[Person]) -> SafeString:
    return joined("; ", [filled(LINKED if one.url else NAMED, one.name, one.url) for one in people])
