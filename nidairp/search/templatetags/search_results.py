"""Rows of what was found: 25 on a page, for which a template is too slow.

The whole row leads to what was found, through the one link in its title.
"""

from django import template
from django.utils.safestring import SafeString

from nidairp.markup import filled, with_tag
from nidairp.search.results import Result

register = template.Library()

ROW = """<li class="pub-row result">
            <h3 class="pub-row-title"><a href="{}"><bdi>{}</bdi></a></h3>{}{}{}{}
          </li>"""
PEOPLE = """
            <p class="pub-row-people"><bdi>{}</bdi></p>"""
TEXT = """
            <p class="result-text" dir="auto">{}</p>"""
YEAR = """
            <p class="pub-row-details">{}</p>"""


@register.simple_tag
def result_row(result: Result) -> SafeString:
    """What there is of it, with what was found in `mark`."""
    people, text, year = result.people, result.text, result.year
    return filled(
        ROW,
        result.url,
        with_tag("mark", result.title),
        filled(PEOPLE, with_tag("mark", people)) if people else "",
        filled(TEXT, with_tag("mark", text)) if text else "",
        filled(YEAR, year) if year else "",
        result.source.citing(result.found),
    )
