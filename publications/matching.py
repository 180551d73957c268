"""Which publications have certain words. The site plugs its search in; else titles and names are looked at.

So the list of publications is searched as the whole site is, and the publications do not know by whom.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from .models import Publication

Keys = Sequence[int]


@dataclass(frozen=True, slots=True)
class Finder:
    """``all_with``: the keys of all that have the words; ``best``: of some, the most relevant first.

    ``respelled``: of words that nothing has, another spelling that something has, or none.
    """

    all_with: Callable[[str], Keys]
    best: Callable[[str], Keys]
    respelled: Callable[[str], str]


def _containing(text: str) -> Keys:
    rows = Publication.objects.published()
    for word in text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(authors_text__icontains=word))
    return list(rows.values_list("pk", flat=True))


_finders = [Finder(_containing, _containing, lambda text: "")]


def plug_in(finder: Finder) -> None:
    _finders[0] = finder


def matching(text: str) -> Keys:
    """Of those that have all the words of the text, the keys."""
    return _finders[0].all_with(text)


def most_relevant(text: str) -> Keys:
    return _finders[0].best(text)


def respelled(text: str) -> str:
    return _finders[0].respelled(text)
