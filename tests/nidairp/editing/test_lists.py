"""Long lists: the same rows as ever in the same order, and filters by one of very many."""

import pytest
from django.test import Client

from nidairp.roles.table import WRITERS
from publications.models import Author, Publication
from tests.factories import make_post, make_publication, seed_publication
from tests.nidairp.roles.people import member

pytestmark = pytest.mark.django_db

LIST = "/admin/publications/publication/"
POSTS = "/admin/news/post/"


def shown(client: Client, query: str = "") -> list[str]:
    return [row.title for row in client.get(LIST + query).context["cl"].result_list]


@pytest.mark.slow
def test_pages_follow_the_order_asked_for(admin_client: Client) -> None:
    for number in range(120):
        make_publication(title=f"Title {number:03}", year=1900 + number % 7)
    pages = [title for page in (1, 2, 3) for title in shown(admin_client, f"?o=1&p={page}")]
    assert pages == sorted(pages)
    assert len(pages) == 120
    years = Publication.objects.order_by("-year", "-pk").values_list("title", flat=True)
    assert shown(admin_client, "?o=-3.-1")[:1] == ["Title 118"]
    assert len(shown(admin_client, "?o=-3")) == 50
    assert set(shown(admin_client, "?o=-3")) <= set(years[:60])


def test_a_list_of_publications_is_narrowed_by_a_person_and_a_keyword(admin_client: Client) -> None:
    seed_publication(title="By Koob", keywords="heroin")
    make_publication(title="By another", authors="Stein, Elliot A", keywords="heroin")
    koob = Author.objects.get(family="Koob")
    address = f"?contributions__author__id__exact={koob.pk}"
    assert shown(admin_client, address) == ["By Koob"]
    page = admin_client.get(LIST + address + "&q=by").content.decode()
    assert f'<option value="{koob.pk}" selected>Koob, George F</option>' in page
    assert '<input type="hidden" name="q" value="by">' in page
    assert 'href="?q=by"' in page
    assert shown(admin_client, "?contributions__author__id__exact=987654") == []
    assert admin_client.get(f"{LIST}?contributions__author__id__exact=x").status_code == 302


def test_only_the_authors_that_may_be_seen_are_found(admin_client: Client, client: Client) -> None:
    seed_publication()
    asked = {"app_label": "publications", "model_name": "contribution", "field_name": "author", "term": "koo"}
    found = admin_client.get("/admin/autocomplete/", asked).json()["results"]
    assert [one["text"] for one in found] == ["Koob, George F"]
    assert client.get("/admin/autocomplete/", asked).status_code == 302


@pytest.mark.parametrize("address", [LIST, "/admin/news/post/", "/admin/admin/logentry/"])
def test_a_list_asks_few_questions(admin_client: Client, address: str, django_assert_max_num_queries) -> None:
    for _ in range(3):
        make_post(cites=(make_publication(authors="Koob, George F"),))
    with django_assert_max_num_queries(12):
        admin_client.get(address)


def test_an_empty_list_says_why_it_is_empty_and_leads_on(admin_client: Client) -> None:
    text = admin_client.get(LIST).content.decode()
    assert "There are none yet." in text
    assert '<a href="/admin/publications/publication/add/">Add publication</a>' in text
    make_publication()
    text = admin_client.get(f"{LIST}?q=zzz&is_public__exact=0").content.decode()
    assert 'No publication is like that. <a href="?">Show all publications</a>' in text


def test_who_sees_only_what_is_their_own_is_told_so(client: Client) -> None:
    post = make_post()
    client.force_login(member(WRITERS))
    assert "the posts that you have written: none yet" in client.get(POSTS).content.decode()
    response = client.get(f"{POSTS}{post.pk}/change/", follow=True)
    assert response.redirect_chain[-1][0] == POSTS
    assert "you may not see it" in response.content.decode()


def test_publications_are_listed_by_what_is_missing(admin_client: Client) -> None:
    seed_publication(title="Whole")
    make_publication(title="Bare")
    assert shown(admin_client) == ["Whole", "Bare"]
    for choice in ("year", "people", "identifier", "abstract"):
        assert shown(admin_client, f"?missing={choice}") == ["Bare"]
    Publication.objects.filter(title="Whole").update(year=2018)
    assert shown(admin_client, "?missing=date") == ["Whole"]
