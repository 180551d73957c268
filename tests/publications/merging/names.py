"""Authors and what they signed, for tests of merging."""

from publications.models import Author, Publication
from tests.factories import make_publication


def author(family: str, given: str = "") -> Author:
    return Author.objects.get(family=family, given=given)


def signed_by(who: Author) -> set[str]:
    """The titles under this author's name, hidden ones too."""
    return set(Publication.objects.filter(contributions__author=who).values_list("title", flat=True))


def two_spellings() -> tuple[Author, Author]:
    """The full name signs One and Two, the short one Three and Four."""
    for title in ("One", "Two"):
        make_publication(title=title, authors="Vendruscolo, Leandro F; Koob, George F")
    for title in ("Three", "Four"):
        make_publication(title=title, authors="Vendruscolo, L F; Koob, George F")
    return author("Vendruscolo", "Leandro F"), author("Vendruscolo", "L F")


def state() -> list[tuple[object, ...]]:
    """All that a merge may change, to be compared with the same later."""
    authors = Author.objects.order_by("pk").values_list("pk", "slug", "orcid", "affiliation", "merged_into")
    links = Publication.objects.order_by("pk").values_list(
        "pk", "authors_text", "contributions__author", "contributions__family", "contributions__given"
    )
    return [*authors, *sorted(links, key=str)]
