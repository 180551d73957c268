"""What somebody types into the form of a publication: as it is stored, or what is wrong with it.

Of a file every word is kept, whatever it says; whoever types one can mend it at once.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from .among import among
from .bibtex.dates import from_fields, parse_date
from .bibtex.entry import Name
from .bibtex.identifiers import arxiv, doi, pmcid, pmid
from .importing.doubts import AHEAD
from .keywords import keyword_key, split_keywords
from .models import Author, Publication, PublicationQuerySet, Tag
from .models.names import name_key, numbered

#: For each identifier what makes it of its address or its words, and what is said where nothing does.
IDENTIFIERS: dict[str, tuple[Callable[[str], str], str]] = {
    "doi": (doi, "This is not a DOI: it begins with “10.”, for example 10.1172/JCI125534."),
    "pmid": (pmid, "This is not a PubMed ID: it is a number, for example 30913040."),
    "pmcid": (pmcid, "This is not a PMC ID: it looks like PMC6546484."),
    "arxiv": (arxiv, "This is not an arXiv ID: it looks like 2101.01234."),
}
#: As an import asks it: PostgreSQL cannot index very long ones.
LONGEST = 255
NO_DATE = "This is not a date: write it as 2019-03-26, 2019-03 or 2019."


def identified(name: str, text: str) -> tuple[str, str]:
    """As it is stored, and what is wrong with it; one of the two is empty."""
    read, words = IDENTIFIERS[name]
    found = read(text)
    if len(found) > LONGEST:
        return "", f"This is longer than {LONGEST} characters, which no identifier is."
    return (found, "") if found or not text else ("", words)


def date_fault(text: str) -> str:
    known = not text or parse_date(text) or from_fields({"date": text}).state == "forthcoming"
    return "" if known else NO_DATE


def year_fault(year: int | None) -> str:
    far = year is not None and year > timezone.localdate().year + AHEAD
    return f"The year {year} is far ahead: is it mistyped?" if far else ""


def made_key(typed: Mapping[str, Any], year: int | None) -> str:
    """As an import makes one: the first name that was typed, and the year."""
    names = (typed.get(f"contributions-{place}-family", "") for place in range(10))
    family = next((name for name in names if name.strip()), "")
    base = (re.sub(r"[^a-z]", "", family.lower()) or "entry") + str(year or "")
    taken = set(
        Publication.objects.filter(citation_key__startswith=base).values_list("citation_key", flat=True)
    )
    return next(key for key in numbered(base) if key not in taken)


def typed_names(typed: Mapping[str, Any]) -> Iterator[Name]:
    """Of authors and editors, from the fields of their table."""
    for field in list(typed):
        place, found, _ = field.partition("-family")
        if found and field.endswith("-family"):
            yield Name(
                *(str(typed.get(f"{place}-{part}", "")) for part in ("family", "given", "prefix", "suffix"))
            )


def names_to_make(typed: Mapping[str, Any]) -> bool:
    """Whether there is a name or a keyword among them that nobody here has yet."""
    keys = {name_key(name) for name in typed_names(typed) if name.family.strip()}
    words = {keyword_key(word) for word in split_keywords(str(typed.get("keywords", "")))}
    authors, tags = Author.objects.filter(among("name_key", keys)), Tag.objects.filter(among("key", words))
    return authors.count() < len(keys) or tags.count() < len(words)


def twins(publication: Publication, changed: list[str], among_them: PublicationQuerySet) -> list[Publication]:
    """Others with an identifier that was typed just now, of those that whoever types may see."""
    same = Q()
    if publication.doi and "doi" in changed:
        same |= Q(lower_doi=publication.doi.lower())
    if publication.pmid and "pmid" in changed:
        same |= Q(pmid=publication.pmid)
    others = among_them.annotate(lower_doi=Lower("doi")).exclude(pk=publication.pk)
    return list(others.filter(same).order_by("pk")[:3]) if same else []
