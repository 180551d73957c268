"""The public list and page of publications."""

import re
from html import unescape

import pytest
from django.utils.html import escape

from nidairp.rich import to_html
from tests.factories import make_publication, seed_publication
from tests.publications.citations.hard_titles import HARD

pytestmark = pytest.mark.django_db


def test_list_shows_what_is_public_newest_first(client):
    make_publication(title="Older", year=2018)
    make_publication(title="Newer", year=2020)
    make_publication(title="Hidden", is_public=False)
    text = client.get("/publications/").content.decode()
    assert text.index("Newer") < text.index("Older")
    assert "Hidden" not in text


def test_no_line_of_the_list_begins_with_the_comma_behind_a_link(client):
    make_publication(title="One", year=2020)
    make_publication(title="Two", year=2020)
    text = client.get("/publications/").content.decode()
    ways = re.search(r'class="list-export">(.*?)</p>', text)[1]
    assert ways.count('<span class="together">') == ways.count("<a ") == 3
    assert "</a>,</span>" in ways
    assert "</span>," not in ways


def test_list_has_25_a_page(client):
    for number in range(26):
        make_publication(title=f"Numbered {number:02}")
    assert client.get("/publications/").content.decode().count('class="pub-row"') == 25
    assert client.get("/publications/?page=2").content.decode().count('class="pub-row"') == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year=2019", True),
        ("year=2018", False),
        ("year=20x", False),
        ("type=article", True),
        ("type=nonsense", False),
        ("author=george-f-koob", True),
        ("author=nobody", False),
        ("q=heroin+koob", True),
        ("q=%00heroin", True),
        ("q=cocaine", False),
        ("tag=nothing", False),
        ("tag=heroin&year=2019", True),
    ],
)
def test_what_the_address_asks_for(client, query, found):
    seed_publication(keywords="heroin")
    response = client.get(f"/publications/?{query}")
    assert response.status_code == 200
    assert (b"learning brain circuits" in response.content) is found


@pytest.mark.parametrize("page", ["0", "-1", "99999", "x", "%00", "1e9"])
def test_any_page_number_gets_an_answer(client, page):
    make_publication()
    assert client.get(f"/publications/?page={page}").status_code == 200


def test_queries_of_the_list_do_not_grow_with_rows(client, django_assert_max_num_queries):
    for _ in range(3):
        make_publication(authors="A, B; C, D", editors="E, F")
    with django_assert_max_num_queries(9) as few:
        client.get("/publications/")
    for _ in range(20):
        make_publication(authors="G, H; I, J", editors="K, L")
    with django_assert_max_num_queries(len(few)):
        client.get("/publications/")


def test_page_of_one_publication(client):
    publication = seed_publication()
    text = client.get("/publications/carmack-2019aa/").content.decode()
    assert publication.get_absolute_url() == "/publications/carmack-2019aa/"
    assert text.index("<h1") < text.index('<p class="pub-people">') and "Carmack, Stephanie A" in text
    assert "In: J Clin Invest, vol. 130, 2019, ISSN: 1558-8238 (Electronic); 0021-9738 (Linking)." in text


def test_a_hidden_publication_is_not_there(client):
    make_publication(slug="hidden", is_public=False)
    assert client.get("/publications/hidden/").status_code == 404


def test_markup_of_a_title_is_shown_and_foreign_markup_is_not(client):
    make_publication(slug="marked", title="<i>In vivo</i> <script>alert(1)</script> <sup>18</sup>F")
    text = client.get("/publications/marked/").content.decode()
    assert "<i>In vivo</i>" in text and "<sup>18</sup>F" in text
    assert "<script>alert(1)" not in text


def test_a_filtered_list_says_so_in_its_title_address_and_chips(client):
    seed_publication(keywords="heroin")
    text = client.get("/publications/?tag=heroin&junk=1").content.decode()
    assert "<title>Publications: on heroin |" in text
    assert '<link rel="canonical" href="http://testserver/publications/?tag=heroin">' in text
    assert 'content="noindex"' not in text
    assert '<a class="chip" href="/publications/">' in text
    both = client.get("/publications/?tag=heroin&year=2010-2020&sort=title").content.decode()
    assert 'content="noindex"' in both and "2010–2020" in both
    assert '<a class="chip" href="/publications/?year=2010-2020&amp;sort=title">' in both


def test_a_further_page_of_a_filtered_list_is_its_own_canonical_page(client):
    for _ in range(26):
        make_publication(entry_type="book")
    text = client.get("/publications/?page=2&type=book").content.decode()
    assert 'href="http://testserver/publications/?type=book&amp;page=2"' in text
    assert 'rel="prev"' in text


def test_who_finds_nothing_is_told_what_to_leave_out(client):
    seed_publication()
    make_publication(title="Other", entry_type="book", year=1999)
    text = client.get("/publications/?type=article&year=1999").content.decode()
    assert "No publication matches" in text
    assert '<a href="/publications/?year=1999">Without <bdi>Journal Article</bdi></a> there is 1 pub' in text
    alone = client.get("/publications/?type=article&year=1999&q=zyzzyva").content.decode()
    assert '<a href="/publications/?type=article">With nothing but <bdi>Journal Article</bdi></a>' in alone


def test_the_selection_can_be_taken_away_and_followed(client):
    seed_publication()
    response = client.get("/publications/?type=article&page=7")
    text = response.content.decode()
    for ending in ("bib", "ris", "json"):
        assert f'href="/publications.{ending}?type=article"' in text
        assert f"<http://testserver/publications.{ending}?type=article>" in response["Link"]
    assert 'href="/publications/feed/?type=article"' in text


@pytest.mark.parametrize("name", HARD)
def test_hard_words_stay_text_in_rows_filters_and_chips(client, name):
    hard = HARD[name].replace(",", "").replace(";", "")
    publication = make_publication(title=HARD[name], keywords=hard, authors=f"{hard}, A")
    make_publication(keywords="other")
    tag, author = publication.tags.get(), publication.contributions.get().author
    text = client.get("/publications/", {"tag": tag.slug, "author": author.slug, "q": hard}).content.decode()
    assert "<script>alert(1)" not in text
    assert (
        f"<bdi>{escape(author)}</bdi>" in client.get(f"/publications/?author={author.slug}").content.decode()
    )
    assert (
        f'<bdi class="filter-label">{to_html(tag.name)}</bdi>'
        in client.get("/publications/").content.decode()
    )
    assert to_html(HARD[name]) in client.get(f"/publications/?tag={tag.slug}").content.decode()


def test_all_values_of_a_long_filter_can_be_looked_through(client):
    for number in range(12):
        make_publication(authors=f"Kim{number}, A; Novak, B", keywords="one", entry_type="book")
    make_publication(authors="Rare, C")
    first = client.get("/publications/?type=book").content.decode()
    assert "All 13 authors" in first
    address = re.search(r'class="filter-more" href="([^"]+)"', first)[1]
    every = client.get(unescape(address)).content.decode()
    assert every.count('class="filter-choice"') == 13 and "Rare" not in every
    assert 'href="/publications/?type=book&amp;author=b-novak"' in every
    named = client.get(f"{unescape(address)}&named=KIM1").content.decode()
    assert [name for name in ("Kim1,", "Kim10,", "Kim11,", "Kim2,", "Novak,") if name in named] == [
        "Kim1,", "Kim10,", "Kim11,"
    ]  # fmt: skip
    assert "Nothing here has" in client.get("/publications/filter/tag/?named=zzz").content.decode()
    assert client.get("/publications/filter/type/").status_code == 404


@pytest.mark.slow
def test_of_hundreds_of_authors_lists_name_the_first_and_the_page_unfolds_the_others(client):
    names = [f"Author {place}, A" for place in range(100)]
    many = make_publication(authors="; ".join(names))
    few = make_publication(authors="; ".join(names[:30]))
    listed = client.get("/publications/").content.decode()
    assert "Author 11, A</bdi>; … and 88 others" in listed
    assert few.authors_text in listed
    shown = client.get(many.get_absolute_url()).content.decode()
    assert "<summary>and 80 others</summary>" in shown
    assert all(f">{name}</a>" in shown for name in names)
    assert "others" not in client.get(few.get_absolute_url()).content.decode()


def test_a_publication_without_a_title_goes_by_the_book_it_is_or_by_its_key(client):
    key = make_publication(title="", citation_key="Koob:2019aa")
    book = make_publication(title="", booktitle="Views", citation_key="Koob:2019ab")
    for publication, name in ((key, "Koob:2019aa"), (book, "Views")):
        page = client.get(publication.get_absolute_url()).content.decode()
        assert f'<h1 class="pub-title"><bdi>{name}</bdi></h1>' in page
        rows = client.get("/publications/").content.decode()
        assert f'<a href="{publication.get_absolute_url()}"><bdi>{name}</bdi></a>' in rows
