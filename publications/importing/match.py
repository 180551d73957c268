"""Which works are the same work: identifiers first, then the key with its title, then title, person and year.

Pure: works in, a verdict with its reason out. Where the works come from is `candidates`, what
follows from a verdict is `plan`. In doubt the verdict is "possible", and a person decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from publications.importing.titles import Agreement, agreement, title
from publications.importing.works import Work, first_page, genre, number, same_container, same_person

#: A title of so many letters is hardly borne by two works of one person.
_TELLING = 28


class Verdict(StrEnum):
    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Relation:
    """What two works are to each other, and by what."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A work that another may be."""

    work: Work
    relation: Relation


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome of looking for a work among others."""

    same: Found | None = None
    rivals: tuple[Found, ...] = ()
    possible: tuple[Found, ...] = ()
    key_taken: Found | None = None


def find(work: Work, candidates: Iterable[Work]) -> Match:
    """The one work among the candidates that this is, or those that it may be."""
    found = [Found(other, relate(work, other)) for other in candidates]
    same = [one for one in found if one.relation.verdict is Verdict.SAME]
    possible = tuple(one for one in found if one.relation.verdict is Verdict.POSSIBLE)
    taken = next((one for one in found if work.key and one.work.key == work.key), None)
    if len(same) > 1:
        return Match(rivals=tuple(same))
    if same:
        return Match(same=same[0], possible=possible)
    return Match(possible=possible, key_taken=taken)


def relate(one: Work, other: Work) -> Relation:
    """Whether two works are the same."""
    if one.doi and one.doi == other.doi and one.title == other.title and one.pmid == other.pmid:
        return Relation(Verdict.SAME, "same DOI")
    by_identifier = _by_identifier(one, other)
    return by_identifier or _by_description(one, other)


# By identifier


def _by_identifier(one: Work, other: Work) -> Relation | None:
    for name, label in (("doi", "DOI"), ("pmid", "PMID"), ("pmcid", "PMCID")):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine and mine == theirs:
            return _same_identifier(one, other, label)
        if mine and theirs:
            return _other_identifier(one, other, label)
    if one.arxiv and one.arxiv == other.arxiv and genre(one) == genre(other):
        return _same_identifier(one, other, "arXiv number")
    if set(one.isbns) & set(other.isbns):
        return _same_isbn(one, other)
    return None


def _same_identifier(one: Work, other: Work, label: str) -> Relation:
    """The same, unless the titles say that an address was copied from another record."""
    mine, theirs = title(one.title), title(other.title)
    agreed = agreement(mine, theirs)
    if {genre(one), genre(other)} == {"chapter", "book"} and agreed < Agreement.NEAR:
        return Relation(Verdict.DIFFERENT, f"a part and its whole share the {label}")
    if mine.markers != theirs.markers and agreed is not Agreement.EXACT:
        return Relation(Verdict.POSSIBLE, f"same {label}, but only one is a correction, comment or the like")
    if agreed is Agreement.OTHER and one.title and other.title and not _same_place(one, other):
        return Relation(Verdict.POSSIBLE, f"same {label}, but another title")
    if label == "DOI" and one.pmid and other.pmid and one.pmid != other.pmid:
        return Relation(Verdict.POSSIBLE, "same DOI, but another PMID")
    return Relation(Verdict.SAME, f"same {label}")


def _other_identifier(one: Work, other: Work, label: str) -> Relation:
    """Two works, unless all the rest says that one of the two identifiers is wrong."""
    place, same_pmid = _same_place(one, other), label == "DOI" and one.pmid and one.pmid == other.pmid
    if place or same_pmid:
        mine, theirs = title(one.title), title(other.title)
        if agreement(mine, theirs) >= Agreement.NEAR and mine.numbers == theirs.numbers:
            if same_pmid:
                return Relation(Verdict.SAME, "same PMID")
            if genre(one) == genre(other):
                return Relation(Verdict.POSSIBLE, f"same title and pages, but another {label}")
    return Relation(Verdict.DIFFERENT, f"another {label}")


def _same_isbn(one: Work, other: Work) -> Relation | None:
    """A book's number stands in its chapters too, and in every printing."""
    mine, theirs = title(one.title), title(other.title)
    if genre(one) != genre(other) or _other_edition(one, other) or (_years_apart(one, other) or 0) > 1:
        return None
    if mine.numbers != theirs.numbers or mine.markers != theirs.markers:
        return None
    agreed = agreement(mine, theirs)
    if agreed >= Agreement.SHORTENED and not (genre(one) == "chapter" and mine.generic):
        return Relation(Verdict.SAME, "same ISBN and title")
    return None


# By description


def _by_description(one: Work, other: Work) -> Relation:
    if not (one.title or other.title) and one.key and one.key == other.key:
        return Relation(Verdict.SAME, "same citation key, and no title")
    mine, theirs = title(one.title), title(other.title)
    agreed = agreement(mine, theirs)
    if agreed is Agreement.OTHER:
        return Relation(Verdict.DIFFERENT, "another title")
    if mine.numbers != theirs.numbers and agreed is not Agreement.SHORTENED:
        return Relation(Verdict.DIFFERENT, "another number in the title")
    if mine.markers != theirs.markers:
        return Relation(Verdict.DIFFERENT, "one is a correction, comment or the like")
    if len({genre(one), genre(other)} - {""}) > 1:
        return Relation(Verdict.DIFFERENT, "another kind of publication")
    if _by_key(one, other, agreed):
        return Relation(Verdict.SAME, "same citation key and title")
    if contradiction := _contradicted(one, other):
        return Relation(Verdict.DIFFERENT, contradiction)
    return _weighed(one, other, agreed)


def _by_key(one: Work, other: Work, agreed: Agreement) -> bool:
    """The same key with the same title: what else differs has been corrected since."""
    if not one.key or one.key != other.key or _other_edition(one, other):
        return False
    person = _person_agrees(one, other)
    if title(one.title).generic or agreed is Agreement.NEAR:
        return person is not False and not _contradicted(one, other)
    return agreed is Agreement.EXACT


def _weighed(one: Work, other: Work, agreed: Agreement) -> Relation:
    """The titles agree and nothing speaks against it: does enough speak for it?"""
    person = _person_agrees(one, other)
    if agreed >= Agreement.SHORTENED and _same_place(one, other):
        return Relation(Verdict.SAME, "same title and pages")
    if person is False:
        return Relation(Verdict.DIFFERENT, "another first author")
    if person and _described_alike(one, other, agreed):
        return Relation(Verdict.SAME, "same title, first author and year")
    return Relation(Verdict.POSSIBLE, "much the same title")


def _described_alike(one: Work, other: Work, agreed: Agreement) -> bool:
    """Same first author given: do title, year and journal together leave no doubt?"""
    container, year = _container_agrees(one, other) is True, _years_apart(one, other) == 0
    pages = {first_page(one), first_page(other)} - {"", "1"}
    if len(pages) > 1 or agreed < Agreement.NEAR:
        return False
    if agreed is Agreement.NEAR or genre(one) != genre(other) or title(one.title).generic:
        return year and container
    if _years_apart(one, other) is None:
        return container or len(title(one.title).key) >= _TELLING
    return year or (container and genre(one) in ("article", "preprint"))


def _contradicted(one: Work, other: Work) -> str:
    """Why two works with one title are two; empty where nothing says so."""
    if _other_edition(one, other):
        return "another edition"
    years = _years_apart(one, other)
    if years is not None and years > 1 and not _same_place(one, other):
        return "another year"
    if _container_agrees(one, other) is False and not _same_place(one, other):
        return "published elsewhere"
    return _other_place(one, other)


def _other_edition(one: Work, other: Work) -> bool:
    return bool(one.edition and other.edition) and number(one.edition) != number(other.edition)


def _other_place(one: Work, other: Work) -> str:
    volumes, pages = (number(one.volume), number(other.volume)), (first_page(one), first_page(other))
    if all(volumes) and volumes[0] != volumes[1] and not (all(pages) and pages[0] == pages[1]):
        return "another volume"
    if all(volumes) and all(pages) and pages[0] != pages[1]:
        return "other pages"
    return ""


def _same_place(one: Work, other: Work) -> bool:
    """The same pages of the same volume, in what can be the same journal or book."""
    pages = first_page(one)
    if not pages or pages != first_page(other) or _container_agrees(one, other) is False:
        return False
    if one.volume and other.volume:
        return number(one.volume) == number(other.volume)
    return _container_agrees(one, other) is True and _years_apart(one, other) in (0, None)


def _container_agrees(one: Work, other: Work) -> bool | None:
    if not one.container or not other.container:
        return None
    return same_container(one.container, other.container)


def _person_agrees(one: Work, other: Work) -> bool | None:
    if not one.family or not other.family:
        return None
    return same_person(one, other)


def _years_apart(one: Work, other: Work) -> int | None:
    if one.year is None or other.year is None:
        return None
    return abs(one.year - other.year)
