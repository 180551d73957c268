"""Draws the publication box from a publication, so that articles need to know nothing of how it is made."""

from django import template
from django.template.loader import render_to_string

from publications.citations import box
from publications.models import Publication

register = template.Library()


@register.simple_tag
def publication_box(publication: Publication, show_bibtex: bool = True) -> str:
    """No ``inclusion_tag``: that asks all context processors again, for each box."""
    about = {"box": box.render(publication), "show_bibtex": show_bibtex}
    return render_to_string("publications/_box.html", about)
