"""What the pages of name variants show: pairs to decide on, and authors about to be merged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict

from .listing.asked import clean
from .merging import background, facts, suggesting
from .merging.facts import Candidate
from .models import Author, AuthorPair

PER_PAGE = 20
TITLES = 2
#: Among so many authors new names are compared while the page is made; among more that takes too long.
FEW = 2000
KINDS = {
    "likely": ("To decide", Q(state=AuthorPair.State.OPEN, is_ambiguous=False)),
    "ambiguous": ("Ambiguous", Q(state=AuthorPair.State.OPEN, is_ambiguous=True)),
    "different": ("Different people", Q(state=AuthorPair.State.DIFFERENT)),
}
WORDS = {
    "orcid": "Both have the same ORCID iD.",
    "spelling": "The same name in another spelling.",
    "given-name": "The given name is the same; one says more of it.",
    "initials": "The initials fit the given names.",
    "one-initial": "One has a single initial, and it fits.",
    "particle": "One is without “van”, “de” or the like.",
    "suffix": "One is without “Jr.” or the like.",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    pair: AuthorPair
    sides: list[Candidate]
    reasons: list[str]
    rivals: list[Author]


def compared() -> int:
    """Compares new names, at once or in the background; says how many still wait."""
    left = suggesting.waiting()
    if left and Author.objects.count() <= FEW:
        return left - suggesting.compare_next(FEW)
    if left:
        background.start()
    return left


def context(asked: QueryDict) -> dict[str, Any]:
    kind = asked.get("kind", "")
    kind, query = kind if kind in KINDS else "likely", clean(asked.get("q", ""))
    rows = _named(query)
    page = Paginator(rows.filter(KINDS[kind][1]), PER_PAGE).get_page(asked.get("page"))
    return {
        "kind": kind,
        "query": query,
        "kinds": [(name, label, rows.filter(which).count()) for name, (label, which) in KINDS.items()],
        "page_obj": page,
        "suggestions": list(_suggestions(page)),
    }


def _named(query: str) -> QuerySet[AuthorPair]:
    pairs = AuthorPair.objects.filter(first__merged_into=None, second__merged_into=None)
    if query:
        named = Author.objects.with_words(query).order_by().values("pk")
        pairs = pairs.filter(Q(first__in=named) | Q(second__in=named))
    return pairs


def _suggestions(page: "Page[AuthorPair]") -> Iterable[Suggestion]:
    sides = facts.candidates({pk for pair in page for pk in (pair.first_id, pair.second_id)}, TITLES)
    rivals = Author.objects.in_bulk({pk for pair in page for pk in pair.rivals})
    for pair in page:
        both = sorted((sides[pair.first_id], sides[pair.second_id]), key=lambda side: -len(str(side.author)))
        reasons = [WORDS[reason] for reason in pair.reasons]
        if pair.shared:
            reasons.append(f"{pair.shared} co-author{'s' if pair.shared > 1 else ''} in common.")
        yield Suggestion(pair, both, reasons, [rivals[pk] for pk in pair.rivals if pk in rivals])


def question(pks: list[int], keep: int | None) -> dict[str, Any]:
    """What is to be known before authors are merged."""
    several = facts.candidates(pks)
    authors = [one.author for one in several.values()]
    kept = several.get(keep or 0) or (facts.fullest(several.values()) if several else None)
    return {
        "candidates": several.values(),
        "kept": kept.author if kept else None,
        "obstacles": facts.obstacles(authors),
        "doubts": facts.doubts(authors),
    }
