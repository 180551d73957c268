"""``citation_*`` tags: one for each author in order, dates with slashes, the type told by the right name."""

import pytest

from publications.citations import highwire
from publications.models import Publication
from tests.factories import make_publication, seed_publication
from tests.publications.citations.hard_titles import HARD, PLAIN

pytestmark = pytest.mark.django_db


def tags(**values: object) -> list[tuple[str, str]]:
    made = make_publication(**values)
    return highwire.render(Publication.objects.with_people().get(pk=made.pk))


def test_the_seed():
    publication = Publication.objects.with_people().get(
        pk=seed_publication(pages="e1–e9", pmid="30913040").pk
    )
    found = highwire.render(publication)
    assert [text for name, text in found if name == "citation_author"] == [
        "Carmack, Stephanie A",
        "Keeley, Robin J",
        "Vendruscolo, Janaina Cm",
        "Lowery-Gionta, Emily G",
        "Lu, Hanbing",
        "Koob, George F",
        "Stein, Elliot A",
        "Vendruscolo, Leandro F",
    ]
    assert [text for name, text in found if name == "citation_issn"] == ["1558-8238", "0021-9738"]
    single = dict(found)
    assert single["citation_publication_date"] == "2019/03/26"
    assert single["citation_journal_title"] == "J Clin Invest"
    assert single["citation_volume"] == "130"
    assert (single["citation_firstpage"], single["citation_lastpage"]) == ("e1", "e9")
    assert single["citation_doi"] == "10.1172/JCI125534"
    assert single["citation_pmid"] == "30913040"
    assert single["citation_public_url"] == "http://testserver/publications/carmack-2019aa/"


@pytest.mark.parametrize(("date", "shown"), [("2019", "2019"), ("2019-03", "2019/03"), ("2019-21", "2019")])
def test_a_date_as_far_as_it_is_known(date, shown):
    assert dict(tags(date=date, year=2019))["citation_publication_date"] == shown


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("article", "citation_journal_title"),
        ("inproceedings", "citation_conference_title"),
        ("incollection", "citation_inbook_title"),
        ("phdthesis", "citation_dissertation_institution"),
        ("techreport", "citation_technical_report_institution"),
    ],
)
def test_the_name_of_a_tag_tells_the_type(kind, name):
    found = dict(tags(entry_type=kind, journal="J", booktitle="B", institution="I", school="S"))
    types = {"citation_journal_title", "citation_conference_title", "citation_inbook_title",
             "citation_dissertation_institution", "citation_technical_report_institution"}  # fmt: skip
    assert set(found) & types == {name}


def test_a_name_with_spaces_on_both_sides_is_not_taken_for_two():
    found = [text for name, text in tags(authors="García Márquez, Inés M; NIDA") if name == "citation_author"]
    assert found == ["García Márquez, Inés M;", "NIDA"]


@pytest.mark.parametrize("name", HARD)
def test_hard_titles_are_plain(name):
    assert dict(tags(title=HARD[name]))["citation_title"] == PLAIN[name]


def test_a_preprint_names_no_journal_that_would_make_it_an_article():
    found = dict(tags(journal="bioRxiv", doi="10.1101/1"))
    assert (found["z:itemType"], "citation_journal_title" in found) == ("preprint", False)
    assert found["citation_publisher"] == "bioRxiv"


def test_a_page_of_the_web_is_found_where_it_stands():
    found = dict(tags(entry_type="online", url="https://example.org/a, Text"))
    assert found["citation_public_url"] == "https://example.org/a"
