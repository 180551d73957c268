"""The public list and page of publications."""

import pytest

from tests.factories import make_publication, seed_publication

pytestmark = pytest.mark.django_db


def test_list_shows_what_is_public_newest_first(client):
    make_publication(title="Older", year=2018)
    make_publication(title="Newer", year=2020)
    make_publication(title="Hidden", is_public=False)
    text = client.get("/publications/").content.decode()
    assert text.index("Newer") < text.index("Older")
    assert "Hidden" not in text


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
    with django_assert_max_num_queries(8) as few:
        client.get("/publications/")
    for _ in range(20):
        make_publication(authors="G, H; I, J", editors="K, L")
    with django_assert_max_num_queries(len(few)):
        client.get("/publications/")


def test_page_of_one_publication(client):
    publication = seed_publication()
    text = client.get("/publications/carmack-2019aa/").content.decode()
    assert publication.get_absolute_url() == "/publications/carmack-2019aa/"
    assert "Carmack, Stephanie A" in text
    assert "In: J Clin Invest, vol. 130, 2019, ISSN: 1558-8238 (Electronic); 0021-9738 (Linking)." in text


def test_a_hidden_publication_is_not_there(client):
    make_publication(slug="hidden", is_public=False)
    assert client.get("/publications/hidden/").status_code == 404


def test_markup_of_a_title_is_shown_and_foreign_markup_is_not(client):
    make_publication(slug="marked", title="<i>In vivo</i> <script>alert(1)</script> <sup>18</sup>F")
    text = client.get("/publications/marked/").content.decode()
    assert "<i>In vivo</i>" in text and "<sup>18</sup>F" in text
    assert "<script>alert(1)" not in text
