"""What is made of a publication and its people alone is kept under all that they say, so never out of date.

An edit anywhere makes every page anew, and what pages say of publications is mostly what it was before.
"""

from collections.abc import Callable, Hashable
from hashlib import blake2b
from operator import attrgetter
from typing import Generic, TypeVar

from django.conf import settings

from nidairp.shelf import Shelf

from ..models import Publication

T = TypeVar("T")
_COLUMNS = attrgetter(*(field.attname for field in Publication._meta.concrete_fields))
_OF_A_PERSON = attrgetter(
    "role", "position", "family", "given", "prefix", "suffix", "author.slug", "author.orcid"
)


class KeptByContent(Generic[T]):
    """What `make` makes of a publication and of words that say how; together no larger than `limit`.

    It may look at the publication's own columns, at names, and at people's addresses and ORCID iDs alone.
    """

    def __init__(
        self, make: Callable[..., T], limit: int, size: Callable[[T], int] = lambda thing: 1
    ) -> None:
        self._make = make
        self._shelf = Shelf(limit, size)

    def __call__(self, publication: Publication, *how: Hashable) -> T:
        if publication._state.adding or publication.get_deferred_fields():
            return self._make(publication, *how)  # there may be more to it than can be seen here
        key = (said(publication), *how)
        if (there := self._shelf.get(key)) is not None:
            return there
        made = self._make(publication, *how)
        self._shelf.put(key, made)
        return made


def said(publication: Publication) -> bytes:
    """A digest of all columns, and of what is shown of the people."""
    people = [_OF_A_PERSON(one) for one in publication.everybody()]
    shown = repr((settings.SITE_URL, _COLUMNS(publication), people))
    return blake2b(shown.encode("utf-8", "surrogatepass")).digest()
