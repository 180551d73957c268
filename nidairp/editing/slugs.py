"""Slugs that are still free among their neighbours."""

from django.db.models import QuerySet


def free_slug(wanted: str, others: QuerySet) -> str:
    """The slug itself, or with the first number that nobody has."""
    base = wanted[:90]
    taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
