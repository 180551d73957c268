"""Many made-up publications for measuring: an institute of sixty years, its people and words uneven as real.

A few authors sign thousands of papers and most some dozens; some keywords stand in a tenth of all. It writes
past the importer, and brings the search and the lists up to date at the end.
"""

import datetime
import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Any

from django.db import connection

from nidairp.search import index
from publications.importing import bulk
from publications.keywords import keyword_key
from publications.models import Author, Contribution, ListSegment, Publication, Tag
from tests.bench.search_times import publication, vocabulary

AUTHORS = 12_000
TAGS = 2_000
YEARS = range(1966, 2027)
TYPES = {
    "article": 70, "inproceedings": 9, "incollection": 6, "presentation": 4, "phdthesis": 3, "book": 2,
    "techreport": 2, "online": 1, "misc": 1, "patent": 1, "inbook": 1,
}  # fmt: skip
STATES = {"published": 60, "": 35, "inpress": 1, "submitted": 1, "forthcoming": 1, "prepublished": 1}
FAMILIES = "Okafor Lindqvist Müller Garcia Nguyen Haddad Novak Kim Rossi Tanaka Smith Cohen".split()
AT_ONCE = 5000


def fill(count: int) -> None:
    chance = random.Random(1)
    words = vocabulary(chance)
    index.lie_down()
    authors, tags = list(_authors()), list(_tags(words))
    for start in range(0, count, AT_ONCE):
        rows = [made(number, chance, words) for number in range(start, min(start + AT_ONCE, count))]
        signed = [_signed(row, chance, authors) for row in rows]
        Publication.objects.bulk_create(rows)
        _hang(rows, signed, chance, tags)
    index.rebuild()
    ListSegment.objects.settle()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def made(number: int, chance: random.Random, words: list[str]) -> Publication:
    year = YEARS[int(len(YEARS) * chance.random() ** 0.6)]
    values = publication(number, chance, words) | {
        "year": year,
        "date": str(datetime.date(year, 1, 1) + datetime.timedelta(days=chance.randrange(365))),
        "entry_type": _one_of(TYPES, chance),
        "pubstate": _one_of(STATES, chance),
        "is_public": number % 100 != 0,
    }
    row = Publication(**values)
    row.slug = row.citation_key
    row.derive()
    return row


def _one_of(weights: dict[str, int], chance: random.Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _authors() -> Iterator[tuple[int, str, str]]:
    names = [(f"{FAMILIES[n % len(FAMILIES)]}{n}", f"{'ABCDEFGHJK'[n % 10]} M") for n in range(AUTHORS)]
    made = [
        Author(family=family, given=given, slug=f"a-{n}", name_key=f"{family}, {given}".casefold())
        for n, (family, given) in enumerate(names)
    ]
    Author.objects.bulk_create(made, batch_size=1000)
    return ((row.pk, row.family, row.given) for row in made)


def _tags(words: list[str]) -> Iterator[int]:
    named = [f"{words[n]} {n}" for n in range(TAGS)]
    made = [Tag(name=name, slug=f"t-{n}", key=keyword_key(name)) for n, name in enumerate(named)]
    Tag.objects.bulk_create(made, batch_size=1000)
    return (row.pk for row in made)


def _signed(row: Publication, chance: random.Random, authors: list[Any]) -> list[Any]:
    weights = _weights(len(authors), 40, 0.8)
    signed = list(dict.fromkeys(chance.choices(authors, cum_weights=weights, k=chance.randrange(1, 13))))
    row.authors_text = "; ".join(f"{family}, {given}" for _, family, given in signed)
    return signed


def _hang(rows: list[Publication], signed: list[Any], chance: random.Random, tags: list[int]) -> None:
    contributions, taggings = [], []
    for row, people in zip(rows, signed, strict=True):
        contributions += [
            (row.pk, pk, "author", position, family, given, "", "")
            for position, (pk, family, given) in enumerate(people)
        ]
        about = chance.choices(tags, cum_weights=_weights(len(tags), 8, 1), k=chance.randrange(2, 9))
        taggings += [(row.pk, tag) for tag in set(about)]
    names = ("publication_id", "author_id", "role", "position", "family", "given", "prefix", "suffix")
    bulk.insert(Contribution, names, contributions)
    bulk.insert(Publication.tags.through, ("publication_id", "tag_id"), taggings)


@cache
def _weights(count: int, flat: int, steep: float) -> list[float]:
    return list(accumulate(1 / (rank + flat) ** steep for rank in range(count)))
