"""Addresses never die: what was public answers at its old address, in one hop, while nothing else does."""

import pytest
from django.test import Client

from nidairp.redirects.models import Redirect
from publications.merging import joining
from publications.models import Author
from tests.factories import make_category, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db


def leads_to(client: Client, address: str) -> str:
    """Where one hop leads; the status where there is none."""
    response = client.get(address)
    return response["Location"] if response.status_code == 301 else str(response.status_code)


def rename(row, **values) -> None:
    row = type(row).objects.get(pk=row.pk)
    vars(row).update(values)
    row.save()


def test_a_page_that_moves_is_found_at_its_old_address(client):
    page = make_page(slug="contact")
    rename(page, slug="contact-us")
    assert leads_to(client, "/contact/") == "/contact-us/"
    assert leads_to(client, "/contact-us/") == "200"


def test_so_are_all_pages_below_it(client):
    about = make_page(slug="about")
    make_page(slug="c", parent=make_page(slug="b", parent=about))
    rename(about, slug="over")
    assert leads_to(client, "/about/b/c/") == "/over/b/c/"


def test_a_page_is_found_after_a_change_of_its_place(client):
    page = make_page(slug="contact")
    rename(page, parent_id=make_page(slug="about").pk)
    assert leads_to(client, "/contact/") == "/about/contact/"


def test_a_chain_answers_in_one_hop(client):
    page = make_page(slug="a")
    for slug in ("b", "c"):
        rename(page, slug=slug)
    assert [leads_to(client, address) for address in ("/a/", "/b/", "/c/")] == ["/c/", "/c/", "200"]


@pytest.mark.slow
def test_what_comes_back_is_served_and_goes_in_no_circle(client):
    page = make_page(slug="a")
    for slug in ("b", "a"):
        rename(page, slug=slug)
    assert [leads_to(client, address) for address in ("/a/", "/b/")] == ["200", "/a/"]
    assert [row.old_path for row in Redirect.objects.all()] == ["/b/"]


def test_two_pages_that_change_places_are_served(client):
    one, other = make_page(slug="a", title="One"), make_page(slug="b", title="Other")
    rename(one, slug="c")
    rename(other, slug="a")
    rename(one, slug="b")
    assert "Other" in client.get("/a/").content.decode()
    assert "One" in client.get("/b/").content.decode()
    assert leads_to(client, "/c/") == "/b/"


@pytest.mark.parametrize("values", [{"slug": "new"}, {"category_id": None}])
def test_an_article_is_found_after_a_change_of_slug_or_category(client, values):
    post = make_post(slug="old", category=make_category(slug="awards"))
    other = make_category(slug="reviews")
    if "category_id" in values:
        values = {"category_id": other.pk}
    rename(post, **values)
    post.refresh_from_db()
    assert leads_to(client, "/news/awards/old/") == post.get_absolute_url()
    assert leads_to(client, post.get_absolute_url()) == "200"


def test_a_categorys_new_slug_takes_all_its_articles_and_its_feed_along(client):
    awards = make_category(slug="awards")
    for number in range(3):
        make_post(slug=f"post-{number}", category=awards)
    make_post(slug="draft", category=awards, state="draft")
    rename(awards, slug="prizes")
    assert leads_to(client, "/news/awards/") == "/news/prizes/"
    assert leads_to(client, "/news/awards/feed/") == "/news/prizes/feed/"
    assert leads_to(client, "/news/awards/post-2/") == "/news/prizes/post-2/"
    assert leads_to(client, "/news/awards/draft/") == "404"


@pytest.mark.parametrize("ending", ["/", ".bib", ".ris", ".json", ".txt?style=apa"])
def test_a_publication_is_found_in_all_its_forms(client, ending):
    publication = make_publication(slug="old-key")
    rename(publication, slug="new-key")
    assert leads_to(client, f"/publications/old-key{ending}") == f"/publications/new-key{ending}"
    assert leads_to(client, f"/publications/new-key{ending}") == "200"


def test_an_authors_page_is_found_at_its_old_address(client):
    make_publication(authors="Koob, George F")
    rename(Author.objects.get(), slug="george-koob")
    assert leads_to(client, "/publications/authors/george-f-koob/") == "/publications/authors/george-koob/"
    assert leads_to(client, "/publications/authors/george-koob/") == "200"


def test_drafts_leave_nothing_behind(client):
    post, page = make_post(state="draft"), make_page(state="draft")
    rename(post, slug="other")
    rename(page, slug="other")
    assert not Redirect.objects.exists()


def test_an_old_address_of_what_is_withdrawn_is_not_found(client):
    page = make_page(slug="a")
    rename(page, slug="b")
    rename(page, state="draft")
    assert leads_to(client, "/a/") == "404"
    rename(page, state="published")
    assert leads_to(client, "/a/") == "/b/"


def test_a_live_page_wins_over_a_redirect(client):
    page = make_page(slug="a")
    rename(page, slug="b")
    make_page(slug="a", title="The new one")
    assert "The new one" in client.get("/a/").content.decode()
    assert leads_to(client, "/a") == "/a/"


@pytest.mark.parametrize("asked", ["/about", "/About/", "/ABOUT", "/about//", "/%61bout/"])
def test_other_spellings_of_an_old_address_are_found_in_one_hop(client, asked):
    page = make_page(slug="about")
    rename(page, slug="over")
    assert leads_to(client, asked) == "/over/"


def test_the_query_is_kept(client):
    page = make_page(slug="a")
    rename(page, slug="b")
    assert leads_to(client, "/a/?x=1&y=%2F") == "/b/?x=1&y=%2F"


def test_fixed_addresses_are_followed_to_their_end(client):
    Redirect.objects.create(old_path="/one/", address="/two/")
    Redirect.objects.create(old_path="/two/", address="/search/?q=x#top")
    assert leads_to(client, "/one/?page=2") == "/search/?q=x&page=2#top"


def test_an_address_elsewhere_is_taken_as_it_was_typed(client):
    Redirect.objects.create(old_path="/one/", address="https://www.nih.gov/a?b=c")
    assert leads_to(client, "/one/?x=1") == "https://www.nih.gov/a?b=c"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example/", "/\\evil.example", "https://a@b.c/"]
)
def test_an_unsafe_address_in_the_table_leads_nowhere(client, address):
    Redirect.objects.create(old_path="/one/", address=address)
    assert leads_to(client, "/one/") == "404"


def test_a_circle_is_not_found(client):
    Redirect.objects.create(old_path="/one/", address="/two/")
    Redirect.objects.create(old_path="/two/", address="/one/")
    assert leads_to(client, "/one/") == "404"


def test_what_is_gone_says_so_in_the_theme(client):
    Redirect.objects.create(old_path="/one/")
    response = client.get("/one/")
    assert response.status_code == 410
    assert "This page was taken down" in response.content.decode()


def test_what_was_deleted_without_a_word_is_gone(client):
    page = make_page(slug="a")
    rename(page, slug="b")
    type(page).objects.get().delete()
    assert leads_to(client, "/a/") == "410"


def test_browsers_keep_an_answer_for_a_bounded_time(client):
    Redirect.objects.create(old_path="/one/", address="/search/")
    assert client.get("/one/")["Cache-Control"] == "max-age=600"


def test_only_reading_is_redirected(client):
    Redirect.objects.create(old_path="/one/", address="/search/")
    assert client.post("/one/").status_code in (404, 405)


def test_an_unknown_address_costs_one_query_more(client, django_assert_num_queries):
    client.get("/nothing/")
    # What is due, the page, the redirect; of the error page the menus, and what may have been meant (two).
    with django_assert_num_queries(6):
        client.get("/nothing/")


def test_an_author_who_was_renamed_and_then_merged_is_found_at_every_address_of_theirs(client):
    for authors in ("Mayfield, R", "Mayfield, Rita"):
        make_publication(authors=authors)
    short, full = Author.objects.filter(family="Mayfield").order_by("pk")
    old = short.get_absolute_url()
    rename(short, slug="mayfield-the-first")
    joining.merge(full.pk, [short.pk])
    assert leads_to(client, old) == full.get_absolute_url()
    assert leads_to(client, "/publications/authors/mayfield-the-first/") == full.get_absolute_url()
    rename(full, slug="rita")
    assert leads_to(client, old) == "/publications/authors/rita/"
