"""JSON-LD of a publication."""

import pytest

from publications.citations import schema_org
from publications.models import EntryType, Publication
from tests.factories import make_publication, seed_publication

pytestmark = pytest.mark.django_db


def thing(**values: object) -> dict:
    made = make_publication(**values)
    return schema_org.render(Publication.objects.with_people().get(pk=made.pk))


def test_an_article_is_part_of_issue_volume_and_periodical():
    publication = Publication.objects.with_people().get(pk=seed_publication(number="6", pages="1–9").pk)
    found = schema_org.render(publication)
    assert found["@type"] == "ScholarlyArticle"
    issue = found["isPartOf"]
    volume = issue["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "6")
    assert (volume["@type"], volume["volumeNumber"]) == ("PublicationVolume", "130")
    assert volume["isPartOf"] == {
        "@type": "Periodical",
        "name": "J Clin Invest",
        "issn": ["1558-8238", "0021-9738"],
    }
    assert found["sameAs"] == ["https://doi.org/10.1172/JCI125534"]
    assert found["datePublished"] == "2019-03-26"
    assert (found["pageStart"], found["pageEnd"]) == ("1", "9")
    assert found["author"][0]["familyName"] == "Carmack"
    assert found["author"][0]["name"] == "Stephanie A Carmack"


def test_a_chapter_is_part_of_its_book_and_an_institution_is_no_person():
    found = thing(entry_type="incollection", booktitle="Book", editors="A, B", authors="NIDA")
    assert found["isPartOf"]["name"] == "Book"
    assert found["author"][0]["@type"] == "Organization"


@pytest.mark.parametrize("kind", EntryType.values)
def test_every_type_has_a_name_and_nothing_empty(kind):
    found = thing(entry_type=kind, title="The title")
    assert found["name"] == "The title"
    assert all(found.values())


def test_data_and_programs_are_called_what_they_are():
    assert schema_org.kind_of(Publication(entry_type="misc", source_type="dataset")) == "Dataset"
    assert schema_org.kind_of(Publication(entry_type="misc", source_type="software")) == "SoftwareApplication"
