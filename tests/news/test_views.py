"""The public pages of the news."""

import datetime

import pytest

from news import archive
from news.models import Post
from news.views import Counted
from nidairp.generation.carried import under
from tests.factories import make_category, make_post, make_publication, seed_publication

pytestmark = pytest.mark.django_db


def article(**values):
    category = make_category(
        name="Hot off the Press", slug="hot-off-the-press", dateline_label="Hot Off the Press"
    )
    return make_post(category=category, date=datetime.date(2019, 4, 8), **values)


def test_an_article_shows_its_text_and_its_publication(client):
    post = article(title="Brain circuits", body="<p>First paragraph.</p>", cites=(seed_publication(),))
    text = client.get(post.get_absolute_url()).content.decode()
    for line in (
        "<p>First paragraph.</p>",
        "Hot Off the Press – April 8, 2019.",
        "Publication Information",
        "Carmack, Stephanie A",
        "Journal Article",
        "In: J Clin Invest, vol. 130, 2019, ISSN: 1558-8238 (Electronic); 0021-9738 (Linking).",
        "Abstract",
        "Links",
        "BibTeX",
        "@article{Carmack:2019aa,",
        "doi:10.1172/JCI125534",
        "Primary Sidebar",
        "News Main",
    ):
        assert line in text, line
    assert text.count("Close</") == 3


def test_an_article_can_hide_bibtex(client):
    post = article(cites=(seed_publication(),), show_bibtex=False)
    text = client.get(post.get_absolute_url()).content.decode()
    assert "Abstract" in text
    assert "@article" not in text


def test_an_article_without_publications_has_no_box(client):
    assert "Publication Information" not in client.get(article().get_absolute_url()).content.decode()


def test_a_draft_is_seen_nowhere(client):
    post = article(title="Canary in a draft", state="draft")
    assert client.get(post.get_absolute_url()).status_code == 404
    for address in ("/", "/news/", "/news/hot-off-the-press/", "/news/feed/", "/sitemap.xml"):
        assert "anary" not in client.get(address).content.decode(), address


def test_a_post_has_one_address_only(client):
    post = article()
    make_category(slug="awards")
    assert client.get(f"/news/awards/{post.slug}/").status_code == 404


def test_a_saved_post_is_on_the_site_at_once(client):
    post = article(title="Before")
    assert "Before" in client.get("/news/").content.decode()
    post.title = "After"
    post.save()
    assert "After" in client.get("/news/").content.decode()


@pytest.mark.parametrize("address", ["/news/", "/news/the-category/"])
def test_lists_have_20_a_page_newest_first(client, address):
    category = make_category(slug="the-category")
    for day in range(1, 22):
        make_post(category=category, title=f"Numbered {day:02}", date=datetime.date(2020, 1, day))
    first = client.get(address).content.decode()
    assert first.index("Numbered 21") < first.index("Numbered 20")
    assert "Numbered 01" not in first
    assert "Numbered 01" in client.get(f"{address}?page=2").content.decode()


def test_the_arrow_of_the_next_page_stands_apart_from_its_word(client):
    """The link is a flex box, which drops a plain space before the arrow."""
    category = make_category()
    for _ in range(30):
        make_post(category=category)
    assert 'Next<span class="usa-sr-only"> page</span>&nbsp;→' in client.get("/news/").content.decode()


def test_an_empty_category_says_so(client):
    make_category(slug="empty")
    assert client.get("/news/empty/").status_code == 200


@pytest.mark.parametrize("address", ["/news/", "/news/whole/", "/news/part/"])
def test_each_page_of_a_list_has_the_next_articles(client, address):
    whole = make_category(slug="whole")
    part = make_category(slug="part", parent=whole)
    days = [datetime.date(2024, 1, 1) + datetime.timedelta(number) for number in range(45)]
    posts = [make_post(category=part, date=day) for day in days][::-1]
    make_post(category=part, date=days[-1], state="draft")
    for number, shown in ((1, posts[:20]), (2, posts[20:40]), (3, posts[40:])):
        page = client.get(address, {"page": number}).context["page_obj"]
        assert list(page) == shown
    of_a_year = client.get(address, {"year": 2024, "page": 3}).context["page_obj"]
    assert list(of_a_year) == posts[40:]


def test_an_unknown_category_is_not_found(client):
    assert client.get("/news/nothing/").status_code == 404


def queries(client, address, counter):
    with counter(30) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("address", ["/", "/news/", "/news/hot-off-the-press/"])
def test_queries_of_lists_do_not_grow_with_rows(client, django_assert_max_num_queries, address):
    post = article()
    make_post(category=post.category)
    few = queries(client, address, django_assert_max_num_queries)
    for _ in range(15):
        make_post(category=post.category, cites=(make_publication(authors="A, B"),))
    assert queries(client, address, django_assert_max_num_queries) <= few


def wanted(**asked):
    return archive.asked(Post.objects.for_lists(), asked)


def test_a_list_is_counted_once_for_a_generation(django_assert_num_queries):
    make_post()
    with under("counted 1"), django_assert_num_queries(1):
        assert [Counted("/news/", wanted()).count for _ in range(2)] == [1, 1]
    make_post()
    with under("counted 2"):
        assert Counted("/news/", wanted()).count == 2


def test_how_long_a_list_is_its_archive_knows(django_assert_num_queries):
    for day in ("2024-05-01", "2024-06-01", "2026-06-01"):
        make_post(date=day)
    with under("counted 3"), django_assert_num_queries(1):
        shown = wanted()
        assert Counted("/news/", shown).count == 3 and len(shown.years) == 2
    assert [wanted(year=year).length for year in ("2024", "2025", "2026")] == [2, 0, 1]
    assert wanted(year="2024", month="6").length == 1


def test_queries_of_an_article_do_not_grow_with_what_it_cites(client, django_assert_max_num_queries):
    post = article(cites=(seed_publication(),))
    few = queries(client, post.get_absolute_url(), django_assert_max_num_queries)
    more = make_post(cites=tuple(make_publication(authors="A, B; C, D") for _ in range(6)))
    assert queries(client, more.get_absolute_url(), django_assert_max_num_queries) <= few
