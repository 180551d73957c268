"""Draws the publication box from a publication, so that articles need to know nothing of how it is made."""

from django import template

from publications.citations import box
from publications.models import Publication

register = template.Library()


@register.inclusion_tag("publications/_box.html")
def publication_box(publication: Publication, show_bibtex: bool = True) -> dict[str, object]:
    return {"box": box.render(publication), "show_bibtex": show_bibtex}
