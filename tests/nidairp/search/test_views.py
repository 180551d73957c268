"""The page of results."""

import re

import pytest

from nidairp.search.index import Found
from publications.models import Author
from tests.factories import make_page, make_post, make_publication, seed_publication

pytestmark = pytest.mark.django_db

HOSTILE = [
    "%00",
    "%00heroin",
    "x" * 6000,
    "a+" * 3000,
    '"',
    '"""',
    "'",
    "*",
    "heroin*",
    "a*",
    "AND OR NOT NEAR(",
    "NEAR(a b, 2)",
    "title:heroin",
    "{title}:x",
    "a AND",
    "(((((",
    ")",
    "^heroin",
    "a:* | b",
    "!heroin",
    "a & !b <-> c",
    "%25%27%3B--",
    "\\",
    "%ED%A0%80",
    "%F0%9F%A7%A0",
    "%E2%80%AE",
    "<script>alert(1)</script>",
    "-heroin",
    "10.1/%28x%29",
    "%",
    "漢字",
    "\u0301\u0301",
]


def shown(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_results_are_grouped_by_kind_with_the_found_words_marked(client):
    make_post(title="Heroin in the news", body="<p>What rats tell us of heroin &amp; relief.</p>")
    make_page(title="A page", body="<p>About heroin.</p>")
    seed_publication()
    text = shown(client, "/search/?q=heroin")
    assert re.findall(r"<h2[^>]*>(\w+) <span[^>]*>(\d+)<", text) == [
        ("News", "1"), ("Pages", "1"), ("Publications", "1")
    ]  # fmt: skip
    assert "<mark>Heroin</mark> in the news" in text
    assert "tell us of <mark>heroin</mark> &amp; relief" in text
    assert "/publications/carmack-2019aa/" in text
    assert "3 results" in text


def test_one_kind_is_shown_page_by_page(client):
    for number in range(30):
        make_publication(title=f"Quokka {number}")
    make_post(title="Quokka post")
    first = shown(client, "/search/?q=quokka")
    assert first.count("</mark>") == 6
    assert "All 30" in first and "in=publications" in first
    assert shown(client, "/search/?q=quokka&in=publications").count("pub-row-title") == 25
    assert shown(client, "/search/?q=quokka&in=publications&page=2").count("pub-row-title") == 5


def test_where_one_kind_alone_has_results_it_is_shown_in_full(client):
    for number in range(30):
        make_publication(title=f"Quokka {number}")
    assert shown(client, "/search/?q=quokka").count("pub-row-title") == 25


def test_nothing_found_says_what_to_try(client):
    text = shown(client, "/search/?q=zyzzyva+quokka")
    assert "Nothing on this site has all of these words" in text
    assert "fewer words" in text and "/publications/" in text


def test_what_finds_nothing_as_it_stands_is_read_otherwise_and_that_is_said(client):
    make_publication(title="Dark side", authors="Koob, George F; Müller, Anna K")
    make_page(title="Postdoctoral program")
    text = shown(client, "/search/?q=Koob+GF")
    assert "<mark>Koob, George</mark>" in text
    assert "Nothing has all of these words as typed: <bdi>Koob GF</bdi>" in text
    assert 'href="?q=%22Koob+G%22%2A"' in text
    assert "<mark>Postdoctoral</mark>" in shown(client, "/search/?q=postdoc")
    assert "as typed" not in shown(client, "/search/?q=Koob+George")
    assert 'href="/publications/?q=%22Koob+G%22%2A"' in shown(client, "/publications/?q=Koob+GF")


def test_who_was_looked_for_by_name_has_a_link_to_the_own_page(client):
    make_publication(title="Quokka", authors="Müller, Anna K; van den Berg, Jan; Other, One")
    make_publication(title="Of Mueller and others", authors="Else, Some")
    author = Author.objects.get(family="Müller")
    link = f'<a href="{author.get_absolute_url()}"><bdi>Müller, Anna K</bdi></a>'
    assert f"Author: {link}</p>" in shown(client, "/search/?q=mueller+quokka")
    assert link in shown(client, "/search/?q=Muller+AK")
    assert "van den Berg, Jan</bdi></a></p>" in shown(client, "/search/?q=van+den+berg")
    assert "Author:" not in shown(client, "/search/?q=quokka")


def test_who_has_no_name_in_letters_is_no_author_of_what_was_searched_for(client):
    make_publication(title="Of rats", authors="Koob, George F; ?, A")
    assert "Author: <a" in shown(client, "/search/?q=koob")


def test_what_has_no_title_is_called_as_on_its_own_page(client):
    publication = make_publication(title="", authors="Koob, George F")
    assert f"<bdi>{publication.citation_key}</bdi></a></h3>" in shown(client, "/search/?q=koob")


def test_without_a_question_the_page_says_how_to_ask(client):
    assert "All words must be there" in shown(client, "/search/")


def test_the_search_box_is_on_every_page_and_needs_no_script(client):
    for address, boxes in (("/", 1), ("/news/", 1), ("/publications/", 1), ("/nothing/", 2)):
        text = client.get(address).content.decode()
        assert text.count('action="/search/"') == boxes  # a page that is not found has one in its text, too
    assert shown(client, "/search/?q=x").count('action="/search/"') == 1


@pytest.mark.parametrize("address", ["/search/", "/publications/"])
@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_gets_an_answer(client, address, typed):
    make_publication(title="Heroin & <b>co</b>", abstract="a b AND heroin")
    text = shown(client, f"{address}?q={typed}")
    assert "<script>alert" not in text


@pytest.mark.parametrize("rest", ["page=0", "page=-1", "page=99999", "page=x", "in=x", "in=%00", "page=1e9"])
def test_any_page_and_kind_gets_an_answer(client, rest):
    make_publication(title="Quokka")
    make_post(title="Quokka")
    assert "Quokka" in shown(client, f"/search/?q=quokka&in=publications&{rest}")


def test_what_is_not_published_never_appears(client):
    make_post(title="Hidden quokka", state="draft")
    make_page(title="Hidden quokka", state="draft")
    make_publication(title="Hidden quokka", is_public=False)
    assert "Hidden" not in shown(client, "/search/?q=quokka")
    assert "Hidden" not in shown(client, "/publications/?q=quokka")


def test_a_result_that_has_just_gone_off_the_site_is_left_out(client, monkeypatch):
    publication = make_publication(title="Hidden quokka", is_public=False)
    found = Found(1, [publication.pk])
    monkeypatch.setattr("nidairp.search.index.best_of_each", lambda query, kinds: [found] * len(kinds))
    assert "Hidden" not in shown(client, "/search/?q=quokka")


def test_the_list_of_publications_uses_the_same_search(client):
    make_publication(title="On α-synuclein", authors="Müller, Anna", year=2020)
    make_publication(title="Other", abstract="An aside on alpha-synuclein by Mueller", year=2021)
    text = shown(client, "/publications/?q=alpha-synuclein+mueller")
    assert text.index("Other") < text.index("On α-synuclein")
    assert "On α-synuclein" not in shown(client, "/publications/?q=alpha-synuclein&year=2021")


def test_queries_do_not_grow_with_results(client, django_assert_max_num_queries):
    def fill(count: int) -> None:
        for _ in range(count):
            make_publication(title="Quokka", authors="A, B; C, D")
            make_post(title="Quokka")
            make_page(title="Quokka")

    fill(2)
    with django_assert_max_num_queries(20) as few:
        client.get("/search/?q=quokka")
    fill(10)
    with django_assert_max_num_queries(len(few)):
        client.get("/search/?q=quokka")
    with django_assert_max_num_queries(len(few)):
        client.get("/search/?q=quokka&in=publications&page=2")


def test_results_are_not_for_other_searches_and_set_no_cookie(client):
    response = client.get("/search/?q=quokka")
    assert 'name="robots" content="noindex"' in response.content.decode()
    assert not response.cookies


def test_each_publication_among_the_results_can_be_saved_with_zotero(client):
    seed_publication(title="A quokka")
    make_post(title="Of a quokka")
    assert shown(client, "/search/?q=quokka").count('class="Z3988"') == 1
