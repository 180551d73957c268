"""What machines find in the pages: tags, data blocks, COinS and Link headers, whatever a title holds."""

import html
import json
import re

import pytest

from tests.factories import make_post, make_publication, seed_publication
from tests.publications.citations.hard_titles import HARD, PLAIN

pytestmark = pytest.mark.django_db


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def data(text: str) -> dict:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    blocks = [block for block in blocks if '"BreadcrumbList"' not in block]
    assert len(blocks) == 1
    return json.loads(blocks[0])


def test_a_publication_page_has_tags_and_a_data_block_and_no_coins(client):
    seed_publication()
    text = page(client, "/publications/carmack-2019aa/")
    assert text.count('<meta name="citation_author"') == 8
    assert "Z3988" not in text
    assert data(text)["@context"] == "https://schema.org"
    assert data(text)["@type"] == "ScholarlyArticle"
    assert '<link rel="alternate" type="application/x-bibtex" href="/publications/carmack-2019aa.bib"' in text


@pytest.mark.parametrize("name", HARD)
def test_hard_titles_break_out_of_nothing(client, name):
    publication = make_publication(
        slug="hard", title=HARD[name], authors="</script>, <b>", abstract=HARD[name], keywords="<script>"
    )
    text = page(client, "/publications/hard/")
    assert data(text)["name"] == PLAIN[name]
    assert f'<meta name="citation_title" content="{html.escape(PLAIN[name])}">' in text
    assert "<script>" not in text
    post = make_post(title="Post", cites=(publication,))
    for address in (post.get_absolute_url(), "/publications/"):
        assert "<script>" not in page(client, address)
    cited = data(page(client, post.get_absolute_url()))["citation"]
    assert [one["name"] for one in cited] == [PLAIN[name]]


def test_an_article_is_news_about_the_paper_it_cites(client):
    post = make_post(title="News", summary="In short", cites=(seed_publication(), make_publication()))
    text = page(client, post.get_absolute_url())
    found = data(text)
    assert "citation_" not in text
    assert (found["@type"], found["headline"]) == ("NewsArticle", "News")
    assert [one["name"] for one in found["about"]] == [one["name"] for one in found["citation"]]
    assert found["citation"][0]["sameAs"] == ["https://doi.org/10.1172/JCI125534"]
    assert text.count('class="Z3988"') == 2
    assert '<meta property="og:type" content="article">' in text
    assert '<meta property="article:published_time"' in text


def test_an_article_without_papers_is_about_none(client):
    found = data(page(client, make_post().get_absolute_url()))
    assert "about" not in found and "citation" not in found


def test_a_list_has_one_coins_an_item(client):
    for _ in range(3):
        make_publication()
    assert page(client, "/publications/").count('class="Z3988"') == 3


def test_link_headers_of_a_publication(client):
    seed_publication()
    header = client.get("/publications/carmack-2019aa/")["Link"]
    assert '<http://testserver/publications/carmack-2019aa/>; rel="cite-as"' in header
    assert '<https://schema.org/ScholarlyArticle>; rel="type"' in header
    assert header.count('rel="describedby"') == 4
    assert header.count('rel="author"') == 8


def test_link_headers_of_a_list_name_items_and_formats_with_the_filters(client):
    seed_publication()
    header = client.get("/publications/?year=2019&page=1")["Link"]
    assert '<http://testserver/publications/carmack-2019aa/>; rel="item"; type="text/html"' in header
    assert '<http://testserver/publications.bib?year=2019>; rel="describedby"' in header


@pytest.mark.slow
def test_a_header_keeps_to_its_room(client):
    authors = "; ".join(f"Family{number}, Given Name" for number in range(200))
    make_publication(slug="many", authors=authors)
    assert 2000 < len(client.get("/publications/many/")["Link"]) <= 3000


def test_the_page_says_where_else_how_to_cite_and_what_news_there_is(client):
    publication = seed_publication(pmid="30913040", pmcid="PMC6391094", arxiv="2001.00001", keywords="pain")
    make_post(title="An article about it", cites=(publication,))
    make_post(title="A draft about it", cites=(publication,), state="draft")
    text = page(client, "/publications/carmack-2019aa/")
    for address in (
        "https://doi.org/10.1172/JCI125534",
        "https://pubmed.ncbi.nlm.nih.gov/30913040/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6391094/",
        "https://arxiv.org/abs/2001.00001",
        "/publications/?tag=pain",
        "/publications/carmack-2019aa.ris",
    ):
        assert f'href="{address}"' in text
    assert "An article about it" in text and "A draft about it" not in text
    for style in ("APA", "AMA", "Chicago", "MLA", "Nature", "IEEE"):
        assert f">{style}</dt>" in text


def test_what_is_no_identifier_gets_no_link(client):
    make_publication(slug="odd", pmid='1"onclick', pmcid="../x", arxiv="a b", doi="pending")
    text = page(client, "/publications/odd/")
    assert "pubmed.ncbi" not in text and "arxiv.org" not in text and "pmc.ncbi" not in text


def test_a_second_look_cites_from_the_cache_and_a_change_is_seen(client, monkeypatch):
    publication = seed_publication()
    first = page(client, "/publications/carmack-2019aa/")
    monkeypatch.setattr("publications.citations.styled._printed", None)
    assert page(client, "/publications/carmack-2019aa/") == first
    monkeypatch.undo()
    publication.title = "Another title"
    publication.save()
    assert "(2019). Another title." in page(client, "/publications/carmack-2019aa/")


def test_what_is_no_abstract_is_not_described_as_one(client):
    seed_publication(abstract="")
    text = page(client, "/publications/carmack-2019aa/")
    assert 'name="description"' not in text
    assert 'property="og:description"' not in text
    assert '<meta name="Description" content="Heroin' in text, "for search engines, which know no case here"
    assert '<meta name="twitter:description" content="In: J Clin Invest' in text


@pytest.mark.parametrize(
    ("query", "said"),
    [("q=it's+%3Cb%3E", "with “it's <b>”"), ("tag=a-b", "on a & b"), ("author=s-obrien", "by O'Brien, S")],
)
def test_what_narrows_a_list_is_escaped_once_in_what_links_to_it_show(client, query: str, said: str):
    make_publication(keywords="a & b", authors="O'Brien, S")
    head = page(client, f"/publications/?{query}").partition("</head>")[0]
    (title,) = re.findall("<title>(.*?) \\|", head)
    (shared,) = re.findall('og:title" content="(.*?)"', head)
    (description,) = re.findall('name="description" content="(.*?)"', head)
    assert html.unescape(title) == html.unescape(shared) == f"Publications: {said}"
    assert html.unescape(description).startswith(f"Publications, {said}: Papers, books")


def test_an_authors_name_is_escaped_once(client):
    make_publication(authors="O'Brien, S")
    head = page(client, "/publications/authors/s-obrien/").partition("</head>")[0]
    assert "S O'Brien" in html.unescape(re.findall("<title>(.*?)</title>", head)[0])
