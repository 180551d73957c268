"""Slugs: what an address makes of a title, and which are still free among their neighbours."""

from django.db.models import QuerySet
from django.utils.text import slugify

from nidairp.letters import spelled
from nidairp.rich import strip


def slug_of(title: str) -> str:
    """As people would type it: without markup, Greek letters by name. Nothing where no letter is left."""
    return slugify(spelled(strip(title)))


def free_slug(wanted: str, others: QuerySet) -> str:
    """The slug itself, or with the first number that nobody has."""
    base = wanted[:90]
    taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
