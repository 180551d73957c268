"""What staff should know of authors before they merge them: who they are, what speaks against it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, Max, Min, Window
from django.db.models.functions import RowNumber

from publications.among import among
from publications.merging.alike import alike
from publications.models import Author, AuthorPair, Contribution, Publication

#: So many of the newest titles are shown for each.
TITLES = 5


@dataclass(slots=True)
class Candidate:
    author: Author
    works: int
    first_year: int | None
    last_year: int | None
    titles: list[Publication]


def candidates(pks: Collection[int], titles: int = TITLES) -> dict[int, Candidate]:
    """In the order of the keys, in as many queries for two as for forty."""
    authors = Author.objects.in_bulk(list(pks))
    signed = Contribution.objects.order_by().filter(among("author", authors)).values("author")
    counted = signed.annotate(
        works=Count("publication", distinct=True),
        first_year=Min("publication__year"),
        last_year=Max("publication__year"),
    )
    numbers = {row["author"]: (row["works"], row["first_year"], row["last_year"]) for row in counted}
    newest = _newest(authors, titles)
    return {
        pk: Candidate(authors[pk], *numbers.get(pk, (0, None, None)), newest.get(pk, []))
        for pk in pks
        if pk in authors
    }


def _newest(authors: Collection[int], count: int) -> dict[int, list[Publication]]:
    order = ["-publication__sort_date", "-publication"]
    place = Window(RowNumber(), partition_by="author", order_by=order)
    signed = Contribution.objects.order_by().filter(among("author", authors)).annotate(place=place)
    found = list(signed.filter(place__lte=count).order_by("place").values_list("author", "publication"))
    papers = Publication.objects.only("title", "citation_key", "slug", "year").in_bulk(
        {pk for _, pk in found}
    )
    newest: dict[int, dict[int, Publication]] = {}
    for author, pk in found:
        newest.setdefault(author, {})[pk] = papers[pk]
    return {author: list(several.values()) for author, several in newest.items()}


def fullest(candidates: Iterable[Candidate]) -> Candidate:
    """Whose name says most; of equal ones, who wrote most."""
    return max(candidates, key=lambda one: (len(one.author.given), bool(one.author.orcid), one.works))


def obstacles(authors: Iterable[Author]) -> list[str]:
    """What forbids a merge, each with what to do about it."""
    several = list(authors)
    merged = [
        f"“{one}” has been merged into “{one.merged_into}” already." for one in several if one.merged_into_id
    ]
    orcids = sorted({one.orcid for one in several} - {""})
    if len(orcids) > 1:
        merged.append(
            f"They have different ORCID iDs ({', '.join(orcids)}), so they are different people. "
            "If one of these is wrong, correct it first."
        )
    return [*merged, *_each_tied(several)]


def _each_tied(authors: list[Author]) -> list[str]:
    """What there can be only one of, and two of them have."""
    found = []
    for relation in Author._meta.related_objects:
        if relation.one_to_one:
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": authors})
            if len(tied := list(rows)) > 1:
                names = " and ".join(f"“{row}”" for row in tied)
                found.append(f"{names} are each tied to one of them: untie all but one first.")
    return found


def doubts(authors: Collection[Author]) -> list[str]:
    """What speaks against one person, though people may know better."""
    found = []
    for one, other in combinations(authors, 2):
        if not alike(one.name, other.name) and not (one.orcid and one.orcid == other.orcid):
            found.append(f"“{one}” and “{other}” do not fit each other.")
        both = Publication.objects.by([one.pk], ["author"]) & Publication.objects.by([other.pk], ["author"])
        for paper in both.newest_first()[:2]:
            found.append(f"“{one}” and “{other}” both sign “{paper}”.")
    pks, different = [author.pk for author in authors], AuthorPair.State.DIFFERENT
    decided = AuthorPair.objects.filter(first__in=pks, second__in=pks, state=different)
    found += [
        f"Staff have said that “{pair.first}” and “{pair.second}” are different people."
        for pair in decided.select_related("first", "second")
    ]
    return found
