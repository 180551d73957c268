"""Where the works come from that an entry is compared with: the database, and the file so far.

Neither is ever held whole: the database is asked for a chunk's identifiers, keys, titles and first
authors; of the file only hashes stay in memory, so that a million entries fit.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Lower, Substr
from rapidfuzz import fuzz

from publications.bibtex import identifiers, rich
from publications.importing.works import Work
from publications.mapping import Values
from publications.models import Contribution, Publication, title_key

#: So many letters of a title lead to its candidates.
_HEAD = 16
#: Titles that begin alike are compared with so many works at most.
_MOST = 25
_LIKE = 80
_APART = re.compile(r"[\W_]+")
_ENOUGH = 200


def work_of(ref: int, values: Values) -> Work:
    """The work that values describe."""
    columns, people = values["columns"], values["people"]
    first = next((person for person in people if person["role"] == "author"), people[0] if people else None)
    return Work(
        ref=ref,
        key=columns["citation_key"],
        type=columns["entry_type"],
        title=columns["title"],
        family=f"{first['prefix']} {first['family']}".strip() if first else "",
        given=first["given"] if first else "",
        year=columns["year"],
        doi=columns["doi"].lower(),
        pmid=columns["pmid"],
        pmcid=columns["pmcid"],
        arxiv=columns["arxiv"],
        isbns=tuple(identifiers.isbns(columns["isbn"])) if columns["isbn"] else (),
        container=columns["journal"] or columns["booktitle"],
        volume=columns["volume"],
        pages=columns["pages"],
        edition=columns["edition"],
    )


# In the database


def in_database(works: Sequence[Work]) -> dict[int, set[int]]:
    """For each work (by `ref`) the publications that it may be; by title where no identifier is known."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Publication.objects.order_by()
    for name in ("doi", "pmid", "pmcid", "arxiv"):
        _collect(found, works, attrgetter(name), rows, _column(name))
    unknown = [work for work in works if work.ref not in found]
    _collect(found, works, attrgetter("key"), rows, F("citation_key"))
    _collect(found, unknown, _head, rows, Substr("title_key", 1, _HEAD), most=_MOST)
    _by_first_author(found, [work for work in works if work.ref not in found])
    return found


def _column(name: str) -> Lower | F:
    return Lower("doi") if name == "doi" else F(name)


def _collect(
    found: dict[int, set[int]],
    works: Sequence[Work],
    value_of: Callable[[Work], str],
    rows: QuerySet[Publication],
    column: Any,
    most: int = 1000,
) -> None:
    wanted: dict[str, list[int]] = defaultdict(list)
    for work in works:
        if value := value_of(work):
            wanted[value].append(work.ref)
    if not wanted:
        return
    met: dict[str, int] = defaultdict(int)
    for value, pk in rows.annotate(sought=column).filter(sought__in=list(wanted)).values_list("sought", "pk"):
        met[value] += 1
        if met[value] <= most:
            for ref in wanted[value]:
                found[ref].add(pk)


def _head(work: Work) -> str:
    """How its `title_key` begins, without making the whole of it."""
    return _APART.sub("", rich.strip(work.title[:_ENOUGH]).casefold())[:_HEAD]


def _by_first_author(found: dict[int, set[int]], works: Sequence[Work]) -> None:
    """Titles misspelt in their first letters: the same family name, about the same year, a like title."""
    wanted: dict[tuple[str, int], list[Work]] = defaultdict(list)
    for work in works:
        if work.family and work.year:
            for year in (work.year - 1, work.year, work.year + 1):
                wanted[work.family, year].append(work)
    if not wanted:
        return
    people = Contribution.objects.filter(
        role=Contribution.Role.AUTHOR,
        position__lte=1,
        family__in={family for family, _ in wanted},
        publication__year__in={year for _, year in wanted},
    )
    columns = ("family", "publication__year", "publication__title_key", "publication_id")
    for family, year, key, pk in people.order_by().values_list(*columns):
        for work in wanted.get((family, year), ()):
            if fuzz.ratio(title_key(work.title), key, score_cutoff=_LIKE):
                found[work.ref].add(pk)


# In the file


class Shelf:
    """The entries of a batch so far, found again by what they share with a later one."""

    def __init__(self) -> None:
        self._places: dict[int, int | list[int]] = {}

    def near(self, work: Work) -> set[int]:
        """The positions of earlier entries that this one may be."""
        found: set[int] = set()
        for name in _names(work):
            place = self._places.get(hash(name), ())
            found.update((place,) if isinstance(place, int) else place)
        return found

    def add(self, position: int, work: Work) -> None:
        for name in _names(work):
            at = hash(name)
            place = self._places.get(at)
            if place is None:
                self._places[at] = position
            elif isinstance(place, int):
                self._places[at] = [place, position]
            elif len(place) < _MOST:
                place.append(position)


def _names(work: Work) -> Iterable[tuple[str, str]]:
    """All that an entry can be found by."""
    for name in ("key", "doi", "pmid", "pmcid", "arxiv"):
        if value := getattr(work, name):
            yield name, value
    if head := _head(work):
        yield "title", head
