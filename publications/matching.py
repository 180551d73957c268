"""Which publications have certain words. The site plugs its search in; else titles and names are looked at.

So the list of publications is searched as the whole site is, and the publications do not know by whom.
"""

from collections.abc import Callable

from django.db.models import Q

from .models import PublicationQuerySet

Finder = Callable[[PublicationQuerySet, str], PublicationQuerySet]


def containing(rows: PublicationQuerySet, text: str) -> PublicationQuerySet:
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(authors_text__icontains=word))
    return rows


_finders: list[Finder] = [containing]


def plug_in(finder: Finder) -> None:
    _finders[0] = finder


def matching(rows: PublicationQuerySet, text: str) -> PublicationQuerySet:
    """Those of the rows that have all the words of the text, in the order they had."""
    return _finders[0](rows, text)
