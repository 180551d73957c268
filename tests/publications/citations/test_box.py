"""The box: who is named, and BibTeX that says all and reads again."""

import pytest

from publications.bibtex.parse import parse
from publications.citations import box
from publications.mapping import snapshot, values_of
from publications.models import EntryType, Publication
from tests.factories import make_publication, seed_publication

pytestmark = pytest.mark.django_db

SEED_LINES = [
    "@article{Carmack:2019aa,",
    "title = {Heroin addiction engages negative emotional learning brain circuits in rats.},",
    "author = {Stephanie A Carmack and Robin J Keeley and Janaina Cm Vendruscolo and "
    "Emily G Lowery-Gionta and Hanbing Lu and George F Koob and Elliot A Stein and Leandro F Vendruscolo},",
    "url = {https://www.ncbi.nlm.nih.gov/pubmed/30913040},",
    "doi = {10.1172/JCI125534},",
    "issn = {1558-8238 (Electronic); 0021-9738 (Linking)},",
    "year = {2019},",
    "date = {2019-03-26},",
    "journal = {J Clin Invest},",
    "volume = {130},",
    "abstract = {A short abstract written for the tests.},",
    "keywords = {},",
    "pubstate = {published},",
    "tppubtype = {article}",
    "}",
]


def loaded(publication: Publication) -> Publication:
    return Publication.objects.with_people().get(pk=publication.pk)


def test_bibtex_of_the_reference_article_line_by_line():
    assert box.render(loaded(seed_publication())).bibtex.splitlines() == SEED_LINES


@pytest.mark.parametrize("kind", EntryType.values)
def test_bibtex_reads_again_as_the_same_publication(kind):
    publication = loaded(
        make_publication(
            entry_type=kind,
            authors="van der Berg, Jan; National Institute on Drug Abuse",
            editors="Müller, Änne",
            title="Effects of <i>in vivo</i> dosing of <sup>18</sup>F & 100 % of {braces}",
            year=2020,
            date="2020-01-02",
            address="Baltimore -- MD",
            pmid="30913040",
            extra={"annote": "kept", "month": "January", "pmid": "30913040"},
        )
    )
    reading = parse(box.render(publication).bibtex)
    assert reading.refusals == []
    (entry,) = reading.entries
    assert values_of(entry) == snapshot(publication)


def test_people_are_authors_with_links_to_their_pages():
    shown = box.render(loaded(seed_publication()))
    assert [person.name for person in shown.people][:2] == ["Carmack, Stephanie A", "Keeley, Robin J"]
    assert shown.people[0].url == "/publications/authors/stephanie-a-carmack/"
    assert not shown.editors_only


def test_editors_stand_in_where_there_are_no_authors():
    shown = box.render(loaded(make_publication(entry_type="book", editors="Ed, X")))
    assert [person.name for person in shown.people] == ["Ed, X"]
    assert shown.editors_only


@pytest.mark.parametrize("kind", ["collection", "periodical"])
def test_collections_and_periodicals_name_their_editors_always(kind):
    shown = box.render(loaded(make_publication(entry_type=kind, authors="Au, A", editors="Ed, X")))
    assert [person.name for person in shown.people] == ["Ed, X"]


def test_a_publication_without_people_names_nobody():
    shown = box.render(loaded(make_publication()))
    assert shown.people == [] and not shown.editors_only
