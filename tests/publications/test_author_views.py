"""The pages of the authors: who has one, what it says to people and machines, and the way from A to Z."""

import re

import pytest

from nidairp.generation.carried import GENERATION
from publications import author_views
from publications.models import Author
from tests.factories import make_publication, seed_publication
from tests.publications.test_metadata import data, page

pytestmark = pytest.mark.django_db
KOOB = "/publications/authors/george-f-koob/"


def names(text: str) -> list[str]:
    return re.findall(r'<li><a href="/publications/authors/[^"]*"><bdi>([^<]*)</bdi>', text)


def test_a_page_lists_what_is_public_by_year_and_with_whom(client):
    seed_publication()
    make_publication(title="Newer", year=2021, authors="Koob, George F; Stein, Elliot A")
    make_publication(title="Hidden", authors="Koob, George F; Nobody, Ever", is_public=False)
    text = page(client, KOOB)
    assert "<h1><bdi>George F Koob</bdi></h1>" in text
    assert text.index("Newer") < text.index("learning brain circuits")
    assert 'id="year-2021"' in text and 'id="year-2019"' in text
    assert "Hidden" not in text and "Nobody" not in text
    assert names(text)[0] == "Stein, Elliot A"
    assert len(names(text)) == 7


def test_a_person_who_signs_and_edits_one_work_has_it_once(client):
    make_publication(title="Both", authors="A, Bea", editors="A, Bea")
    assert page(client, "/publications/authors/bea-a/").count('class="pub-row"') == 1


def test_editing_a_book_is_no_writing_together(client):
    make_publication(authors="A, Bea", editors="C, Dan")
    assert names(page(client, "/publications/authors/bea-a/")) == []


@pytest.mark.parametrize("address", [KOOB, "/publications/authors/nobody/"])
def test_who_has_nothing_public_has_no_page(client, address):
    seed_publication(is_public=False)
    assert client.get(address).status_code == 404


def test_25_a_page_and_the_overview_on_the_first(client):
    for number in range(26):
        make_publication(authors="A, Bea; C, Dan", year=2000 + number)
    first, second = (page(client, f"/publications/authors/bea-a/?page={number}") for number in (1, 2))
    assert first.count('class="pub-row"') == 25 and second.count('class="pub-row"') == 1
    assert "Publications per year" in first and "Co-authors" in first
    assert "Publications per year" not in second and "Co-authors" not in second


def test_many_co_authors_are_named_on_demand(client, monkeypatch):
    monkeypatch.setattr(author_views, "NEAREST", 2)
    monkeypatch.setattr(author_views, "MORE", 4)
    make_publication(authors="A, Bea; " + "; ".join(f"N{number}, X" for number in range(7)))
    text = page(client, "/publications/authors/bea-a/")
    assert "2 more co-authors" in text and "And 3 others." in text
    assert len(names(text)) == 4


def test_what_machines_read_of_a_person(client):
    seed_publication()
    Author.objects.filter(slug="george-f-koob").update(
        orcid="0000-0002-1825-0097", affiliation="Example Institute"
    )
    response = client.get(KOOB)
    text = response.content.decode()
    found = data(text)
    assert found["@type"] == "ProfilePage"
    assert found["mainEntity"]["name"] == "George F Koob"
    assert found["mainEntity"]["sameAs"] == ["https://orcid.org/0000-0002-1825-0097"]
    assert found["mainEntity"]["affiliation"]["name"] == "Example Institute"
    assert '<link rel="canonical" href="http://testserver/publications/authors/george-f-koob/">' in text
    assert '"/publications/feed/?author=george-f-koob"' in text
    assert text.count('class="Z3988"') == 1
    assert "<https://schema.org/ProfilePage>; rel" in response["Link"]
    assert "/publications.bib?author=george-f-koob>; rel" in response["Link"]
    assert 'rel="item"' in response["Link"]


def test_an_institution_is_no_person(client):
    make_publication(authors="Outreach Group")
    found = data(page(client, "/publications/authors/outreach-group/"))
    assert (found["@type"], found["mainEntity"]["@type"]) == ("AboutPage", "Organization")


def test_a_publication_names_its_authors_orcids_to_machines(client):
    publication = seed_publication()
    Author.objects.filter(slug="george-f-koob").update(orcid="0000-0002-1825-0097")
    response = client.get(publication.get_absolute_url())
    text = response.content.decode()
    tag = '<meta name="citation_author_orcid" content="https://orcid.org/0000-0002-1825-0097">'
    assert text.index("Koob, George F") < text.index(tag) < text.index('"Stein, Elliot A"')
    assert text.count("citation_author_orcid") == 1
    assert '<https://orcid.org/0000-0002-1825-0097>; rel="author"' in response["Link"]
    assert data(text)["author"][5]["url"] == f"http://testserver{KOOB}"


def test_hard_names_break_out_of_nothing(client):
    make_publication(slug="hard", authors='<b>"</script>, <i>; محمد, أحمد')
    for author in Author.objects.all():
        assert "<script>" not in page(client, author.get_absolute_url())
        assert "</b>" not in page(client, author.get_absolute_url())
    assert "محمد" in page(client, "/publications/authors/?letter=other")


def test_a_few_authors_stand_on_one_page_by_the_alphabet(client):
    make_publication(authors="Zeta, Al; van den Berg, Jan; Åström, Bo; Çelik, Su")
    make_publication(authors="Hidden, Ann", is_public=False)
    assert names(page(client, "/publications/authors/")) == [
        "Åström, Bo", "Çelik, Su", "van den Berg, Jan", "Zeta, Al"
    ]  # fmt: skip


def test_of_many_authors_one_letter_is_shown(client, monkeypatch):
    monkeypatch.setattr(author_views, "ALL", 2)
    make_publication(authors="Alpha, A; Åström, B; Beta, C; 3M")
    assert names(page(client, "/publications/authors/")) == ["Alpha, A", "Åström, B"]
    assert names(page(client, "/publications/authors/?letter=B")) == ["Beta, C"]
    assert names(page(client, "/publications/authors/?letter=other")) == ["3M"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("müller", 1), ("Muller", 1), ("mull ann", 1), ("uller", 0), ("k", 1), ("%00", 1), ("' OR 1=1", 0)],
)
def test_a_name_is_found_by_the_beginnings_of_its_words(client, asked, found):
    make_publication(authors="Müller, Anna K")
    assert len(names(page(client, f"/publications/authors/?q={asked}"))) == found


@pytest.mark.parametrize("query", ["letter=%00", "letter=xyz&page=9", "page=-1", "q=" + "x" * 3000])
def test_any_address_gets_an_answer(client, query):
    make_publication(authors="A, B")
    assert client.get(f"/publications/authors/?{query}").status_code == 200


def test_queries_do_not_grow_with_rows(client, django_assert_max_num_queries):
    make_publication(authors="A, Bea; C, Dan")
    with django_assert_max_num_queries(17) as few:
        client.get("/publications/authors/bea-a/")
        client.get("/publications/authors/")
    for number in range(20):
        make_publication(authors=f"A, Bea; C, Dan; N{number}, X", year=2000 + number)
    with django_assert_max_num_queries(len(few)):
        client.get("/publications/authors/bea-a/")
        client.get("/publications/authors/")


def test_within_a_generation_a_page_asks_for_the_author_the_rows_the_co_authors_and_the_person(
    client, django_assert_num_queries
):
    make_publication(authors="A, Bea; C, Dan; E, Fay")
    client.get("/publications/authors/dan-c/", **{GENERATION: "one"})
    with django_assert_num_queries(4):
        text = client.get("/publications/authors/bea-a/", **{GENERATION: "one"}).content.decode()
    assert names(text) == ["C, Dan", "E, Fay"]


def test_those_who_share_as_many_stand_by_their_names_and_who_edited_only_has_shared_nothing(client):
    make_publication(authors="A, Bea; Zeta, Al; Östling, Bo; Beta, C; D, E", editors="F, G")
    make_publication(authors="D, E; A, Bea", editors="Beta, C")
    make_publication(authors="Beta, C", editors="A, Bea")
    assert names(page(client, "/publications/authors/bea-a/")) == [
        "D, E",
        "Beta, C",
        "Östling, Bo",
        "Zeta, Al",
    ]


def test_works_without_a_year_are_counted_and_stand_in_no_bar(client):
    make_publication(authors="A, Bea", year=None)
    make_publication(authors="A, Bea", year=2019)
    make_publication(authors="A, Bea", year=2021)
    text = page(client, "/publications/authors/bea-a/")
    assert text.count('class="pub-row"') == 3
    assert "<dd>3, <a" in text
    assert text.count('class="chart-bar"') == 3  # 2020, too


def test_sitemap_has_those_with_a_page(client):
    seed_publication()
    make_publication(authors="Hidden, Ann", is_public=False)
    text = client.get("/sitemap.xml").content.decode()
    assert f"<loc>http://testserver{KOOB}</loc>" in text
    assert "ann-hidden" not in text


@pytest.mark.parametrize("key", ["authors", "feed"])
def test_no_publication_stands_in_the_way(client, key):
    publication = make_publication(citation_key=key, slug="")
    assert publication.slug == f"{key}-publication"
    assert client.get(publication.get_absolute_url()).status_code == 200
