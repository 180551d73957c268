"""Where the works come from that an entry is compared with: the database, and the file so far.

Neither is ever held whole: the database is asked for a chunk's identifiers, keys, titles and first
authors; of the file only hashes stay in memory, so that a million entries fit.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower, Substr

from nidairp import rich
from publications.among import among
from publications.bibtex import identifiers
from publications.importing.works import Work
from publications.models import Contribution, Publication, title_key
from publications.models.import_batch import ImportRow
from publications.values import Values

#: So many letters of a title lead to its candidates.
_HEAD = 16
#: Titles that begin alike are compared with so many works at most.
_MOST = 25
_LIKE = 80
#: Publications without a number that no other work bears.
_BARE = Q(doi="", pmid="")


def sought(ref: int, values: Values) -> Work:
    """The work that values describe, made ready for looking for others like it."""
    return work_of(ref, values, title_key(values["columns"]["title"]))


def work_of(ref: int, values: Values, letters: str = "") -> Work:
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
        letters=letters,
    )


# In the database


def in_database(works: Sequence[Work]) -> dict[int, set[int]]:
    """For each work (by `ref`) the publications that it may be; by title where nothing surer is."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Publication.objects.order_by()
    for name in ("doi", "pmid", "pmcid", "arxiv"):
        _collect(found, works, attrgetter(name), rows, _column(name))
    _collect(found, works, attrgetter("key"), rows, F("citation_key"))
    unknown = [work for work in works if work.ref not in found]
    _collect(found, unknown, attrgetter("letters"), rows, F("title_key"), most=_MOST)
    _by_likeness(found, [work for work in unknown if not work.registered], Q())
    _by_likeness(found, [work for work in unknown if work.registered], _BARE)
    return found


def _by_likeness(found: dict[int, set[int]], works: Sequence[Work], among: Q) -> None:
    """By how the title begins, then by person and year; two registered works with other numbers are two."""
    rows = Publication.objects.filter(among).order_by()
    _collect(found, works, _head, rows, Substr("title_key", 1, _HEAD), most=_MOST)
    _by_first_author(found, [work for work in works if work.ref not in found], rows)


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
    for value, pk in rows.annotate(sought=column).filter(among("sought", wanted)).values_list("sought", "pk"):
        met[value] += 1
        if met[value] <= most:
            for ref in wanted[value]:
                found[ref].add(pk)


def _head(work: Work) -> str:
    return work.letters[:_HEAD]


def _by_first_author(found: dict[int, set[int]], works: Sequence[Work], rows: QuerySet[Publication]) -> None:
    """Titles misspelt in their first letters: the same family name, about the same year, a like title."""
    wanted: dict[tuple[str, int], list[Work]] = defaultdict(list)
    for work in works:
        if work.family and work.year:
            for about in (work.year - 1, work.year, work.year + 1):
                wanted[work.family, about].append(work)
    if not wanted:
        return
    people = rows.filter(
        among("contributions__family", {family for family, _ in wanted}),
        among("year", {about for _, about in wanted}),
        contributions__role=Contribution.Role.AUTHOR,
        contributions__position__lte=1,
    )
    from rapidfuzz import fuzz

    for family, year, key, pk in people.values_list("contributions__family", "year", "title_key", "pk"):
        for work in wanted.get((family, year or 0), ()):
            if fuzz.ratio(work.letters, key, score_cutoff=_LIKE):
                found[work.ref].add(pk)


# In the file


class Shelf:
    """The entries of a batch so far, found again by what they share with a later one."""

    def __init__(self) -> None:
        self._places: dict[int, int | list[int]] = {}

    def near(self, work: Work) -> set[int]:
        """The positions of earlier entries that this one may be."""
        found: set[int] = set()
        for name in (*_names(work), ("bare" if work.registered else "head", _head(work))):
            place = self._places.get(hash(name), ())
            found.update((place,) if isinstance(place, int) else place)
        return found

    def add(self, position: int, work: Work) -> None:
        for name in _names(work):
            self._put(name, position)
        if head := _head(work):
            self._put(("head", head), position)
            if not work.registered:
                self._put(("bare", head), position)

    def _put(self, name: tuple[str, str], position: int) -> None:
        place = self._places.setdefault(hash(name), position)
        if isinstance(place, list):
            if len(place) < _MOST:
                place.append(position)
        elif place != position:
            self._places[hash(name)] = [place, position]


class Beside:
    """The other entries of a batch of which all are rows, asked of the database: for one that comes late."""

    def __init__(self, others: QuerySet[ImportRow]) -> None:
        self._rows = others.exclude(outcome__in=(ImportRow.Outcome.REFUSED, ImportRow.Outcome.ASIDE))

    def near(self, work: Work) -> set[int]:
        wanted = Q(key=work.key) if work.key else Q()
        for name in ("doi", "pmid", "pmcid", "arxiv"):
            if value := getattr(work, name):
                wanted |= Q(**{f"values__columns__{name}__iexact": value})
        if begins := rich.strip(work.title)[:_HEAD]:
            wanted |= Q(title__istartswith=begins)
        return set(self._rows.filter(wanted).values_list("position", flat=True)[:_MOST]) if wanted else set()

    def add(self, position: int, work: Work) -> None:
        """It is the only one."""


def _names(work: Work) -> list[tuple[str, str]]:
    """All that belongs to one work alone, as a rule."""
    names = ("key", "doi", "pmid", "pmcid", "arxiv", "letters")
    return [(name, value) for name in names if (value := getattr(work, name))]
