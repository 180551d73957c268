"""What the address of a list asks for: ``?q=&year=&type=&author=&tag=``, each combined freely.

A value that makes no sense finds nothing rather than everything, and never an error.
"""

import re
from dataclasses import dataclass

from django.http import QueryDict

from .matching import matching
from .models import Author, EntryType, PublicationQuerySet, Tag

#: What the address of a list may ask for.
ASKED = frozenset({"q", "year", "type", "author", "tag"})
_LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that are left, and what was chosen in words, for the heading."""

    rows: PublicationQuerySet
    words: list[str]
    query: str = ""


def chosen(asked: QueryDict, rows: PublicationQuerySet) -> Chosen:
    words = []
    if year := asked.get("year"):
        rows = rows.filter(year=int(year)) if re.fullmatch(r"[0-9]{1,4}", year) else rows.none()
        words.append(clean(year))
    if kind := asked.get("type"):
        rows = rows.filter(entry_type=clean(kind))
        words.append(dict(EntryType.choices).get(kind, clean(kind)))
    if slug := asked.get("author"):
        author = Author.objects.at(clean(slug))
        rows = rows.filter(contributions__author=author).distinct() if author else rows.none()
        words.append(f"by {author or clean(slug)}")
    if slug := asked.get("tag"):
        tag = Tag.objects.filter(slug=clean(slug)).first()
        rows = rows.filter(tags=tag) if tag else rows.none()
        words.append(f"on {tag or clean(slug)}")
    if query := clean(asked.get("q", "")):
        rows = matching(rows, query)
        words.append(f"with “{query}”")
    return Chosen(rows, words, query)


def clean(text: str) -> str:
    """A query fit for the database: at most 200 characters, none that PostgreSQL refuses (NUL)."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", text)[:_LONGEST_QUERY].split())
