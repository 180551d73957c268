"""Authors and keywords that an import made and that nothing needs once it is taken back.

Something needs them if anything leads there, whichever app it belongs to, or if staff have said more of them.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignObjectRel, Q, QuerySet

from publications.importing import bulk
from publications.models import Author, AuthorPair, FormerTag, Tag

_CHUNK = 500
_AS_MADE = {"merged_into": None, "orcid": "", "affiliation": ""}


def remove_authors(pks: set[int]) -> None:
    """What is suggested and not decided holds nobody."""
    for some in _portions(pks):
        authors = Author.objects.filter(pk__in=some)
        told = set(authors.exclude(**_AS_MADE).values_list("pk", flat=True))
        unused = set(some) - told - _led_to(authors)
        guesses = AuthorPair.objects.filter(state=AuthorPair.State.OPEN)
        guesses.filter(Q(first__in=unused) | Q(second__in=unused)).delete()
        bulk.delete(Author, sorted(unused))


def remove_tags(pks: set[int]) -> None:
    for some in _portions(pks):
        unused = set(some) - _led_to(Tag.objects.filter(pk__in=some))
        FormerTag.objects.filter(tag__in=unused).delete()
        bulk.delete(Tag, sorted(unused))


def _led_to(rows: QuerySet[Any]) -> set[int]:
    found: set[int] = set()
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model is not FormerTag:
            model, name = relation.related_model, relation.field.name
            leading = model._base_manager.filter(**{f"{name}__in": rows})
            if model is AuthorPair:
                leading = leading.exclude(state=AuthorPair.State.OPEN)
            found.update(leading.values_list(name, flat=True))
    return found


def _portions(pks: set[int]) -> Iterator[list[int]]:
    several = sorted(pks)
    return (several[at : at + _CHUNK] for at in range(0, len(several), _CHUNK))
