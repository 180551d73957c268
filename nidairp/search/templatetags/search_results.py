"""Rows of what was found: 25 on a page, for which a template is too slow.

The whole row leads to what was found, through the one link in its title.
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nidairp.search.marking import Piece
from nidairp.search.results import Result

register = template.Library()

ROW = """<li class="pub-row result">
            <h3 class="pub-row-title"><a href="{{}}"><bdi>{title}</bdi></a></h3>{people}{text}{{}}{{}}
          </li>"""
PEOPLE = """
            <p class="pub-row-people"><bdi>{}</bdi></p>"""
TEXT = """
            <p class="result-text" dir="auto">{}</p>"""
YEAR = """
            <p class="pub-row-details">{}</p>"""


@register.simple_tag
def result_row(result: Result) -> SafeString:
    """All of it escaped, what was found in `mark`: a form with a place for each piece, filled at once."""
    title, people, text = result.title, result.people, result.text
    form = ROW.format(
        title=_places(title),
        people=PEOPLE.format(_places(people)) if people else "",
        text=TEXT.format(_places(text)) if text else "",
    )
    words = (piece.text for piece in (*title, *people, *text))
    year = format_html(YEAR, result.year) if result.year else ""
    return format_html(form, result.url, *words, year, result.source.citing(result.found))


def _places(pieces: list[Piece]) -> str:
    return "".join("<mark>{}</mark>" if piece.found else "{}" for piece in pieces)
