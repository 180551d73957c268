"""What is found out once for each shape of works says the same as what is asked each time."""

from random import Random
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography
from citeproc.source import Reference

from publications.citations import csl_json, marks, styled
from publications.citations.shapes import Shapes
from publications.citations.styled import STYLES
from publications.models import Publication

WORDS = ("Cue", "reward", "of the", "<i>Fos</i>", "GABA(A)", "5 mg:", "habitat?", "in rats.")
PEOPLE = (
    {"family": "Koob", "given": "George F"},
    {"family": "Brink", "given": "Jean-Paul", "non-dropping-particle": "van den"},
    {"family": "Carmack", "given": "S", "suffix": "Jr"},
    {"literal": "The Consortium"},
)
DATES: tuple[dict[str, Any], ...] = ({"date-parts": [[2024, 2, 3]]}, {"date-parts": [[1999]]})
VALUES: dict[str, tuple[Any, ...]] = {
    "container-title": ("Journal of Rats",),
    "collection-title": ("Lecture Notes",),
    "volume": ("12", "12A", "Suppl 1"),
    "issue": ("3", "3-4"),
    "number": ("TR-12",),
    "page": ("1-10", "e123", "101-8, 12"),
    "edition": ("2", "second"),
    "chapter-number": ("4",),
    "number-of-volumes": ("3",),
    "version": ("1.0",),
    "publisher": ("Springer",),
    "publisher-place": ("Berlin",),
    "genre": ("PhD thesis",),
    "title-short": ("Cue",),
    "event-title": ("SfN",),
    "language": ("en", "de"),
    "archive": ("arXiv",),
    "archive_location": ("2001.00001",),
    "ISBN": ("978-3-16-148410-0",),
    "DOI": ("10.1000/x",),
    "URL": ("https://example.org/x",),
    "note": ("A note.",),
    "accessed": DATES,
    "issued": DATES,
}


def made_up(random: Random) -> csl_json.Item:
    item: csl_json.Item = {"id": "one", "type": random.choice(sorted({*csl_json.TYPES.values(), "dataset"}))}
    item["title"] = " ".join(random.choices(WORDS, k=4))
    often = random.choice((0.2, 0.5, 0.8))
    item |= {name: random.choice(values) for name, values in VALUES.items() if random.random() < often}
    people = {"author": random.choice((0, 1, 2, 8, 25)), "editor": random.choice((0, 0, 1, 3))}
    return item | {role: random.choices(PEOPLE, k=many) for role, many in people.items() if many}


def plainly(style: Any, reference: Reference) -> str:
    """By citeproc-py alone."""
    works = CitationStylesBibliography(style, {reference.key: reference}, marks.FORMATTER)
    works.register(Citation([CitationItem(reference.key)]))
    return str(works.bibliography()[0])


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.slow
def test_works_of_all_shapes_are_cited_as_by_citeproc_alone(style: str) -> None:
    plain, known = styled._parsed(style), styled._known(style)
    random = Random(4)
    for item in [made_up(random) for _ in range(60)]:
        work = styled._Work(Publication(citation_key="one"), item)
        reference = work._with_people(STYLES[style])
        assert known.printed(reference) == known.printed(reference) == plainly(plain, reference)


def test_works_of_one_shape_are_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    work = {"id": "one", "type": "article-journal", "title": "One", "volume": "1"}
    assert "One" in styled._Work(Publication(), work).cited("apa")
    monkeypatch.setattr("publications.citations.shapes._found", None)
    assert "Two" in styled._Work(Publication(), work | {"title": "Two", "volume": "2"}).cited("apa")


def test_no_more_shapes_are_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publications.citations.shapes.SHAPES", 2)
    known = Shapes(styled.once(styled._parsed("nature")))
    for kind in ("book", "thesis", "report"):
        work = styled._Work(Publication(), {"id": "one", "type": kind, "title": "One"})
        known.printed(work._with_people(STYLES["nature"]))
    assert len(known._shelf._things) == 2
