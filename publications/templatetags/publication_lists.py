"""A few of the newest publications on any page, and the way to all of them.

What is wanted may be any object with the attributes read here: who keeps it is no affair of the publications.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.loader import render_to_string
from django.urls import reverse

from publications.models import Author, PublicationQuerySet
from publications.models.publication import Publication

register = template.Library()


@register.simple_tag
def publication_list(wanted: Any, people: Sequence[Author] = ()) -> str:
    """``people`` are those meant where ``wanted.by_people`` says so."""
    authors = {author.pk: author for author in _authors(wanted, people)}
    rows = _chosen(wanted, [*authors])
    shown = {
        "wanted": wanted,
        "publications": rows.newest_first().for_rows()[: wanted.shown],
        "count": rows.count(),
        "address": _address(wanted, [author.slug for author in authors.values()]),
    }
    return render_to_string("publications/_short_list.html", shown)


def _authors(wanted: Any, people: Sequence[Author]) -> list[Author]:
    """As who they are now, should a name have been merged."""
    chosen = [wanted.author.standing] if wanted.author else []
    return [*chosen, *(people if wanted.by_people else ())]


def _chosen(wanted: Any, authors: list[int]) -> PublicationQuerySet:
    rows = Publication.objects.published()
    if wanted.author or wanted.by_people:
        rows = rows.by(authors)
    if wanted.tag:
        rows = rows.filter(tags=wanted.tag)
    if wanted.entry_type:
        rows = rows.filter(entry_type=wanted.entry_type)
    if wanted.first_year:
        rows = rows.filter(year__gte=wanted.first_year)
    if wanted.last_year:
        rows = rows.filter(year__lte=wanted.last_year)
    return rows


def _address(wanted: Any, slugs: list[str]) -> str:
    """The list of all publications, narrowed in the same way."""
    asked = [("author", ",".join(slugs)), ("tag", wanted.tag.slug if wanted.tag else "")]
    asked += [("type", wanted.entry_type), ("year", _years(wanted.first_year, wanted.last_year))]
    query = urlencode([(name, value) for name, value in asked if value], safe=",")
    return reverse("publications:list") + (f"?{query}" if query else "")


def _years(first: int | None, last: int | None) -> str:
    if first == last:
        return str(first or "")
    return f"{first or ''}-{last or ''}"
