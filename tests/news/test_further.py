"""An article in several categories: one address, and a place in the list of each."""

import pytest
from django.urls import reverse

from news.models import Category, FurtherCategory, Post
from tests.factories import make_category, make_event, make_post

from .test_admin import form

pytestmark = pytest.mark.django_db
LISTS = ["/news/awards/", "/news/awards/feed/", "/news/honours/", "/news/awards/calendar.ics"]


@pytest.fixture
def awards():
    honours = make_category(slug="honours", name="Honours")
    return make_category(slug="awards", name="Awards", parent=honours)


@pytest.fixture
def shared(awards):
    post = make_post(
        category=make_category(slug="papers", name="Papers"), slug="shared", title="A shared one"
    )
    FurtherCategory.objects.create(post=post, category=awards)
    make_event(post)
    return post


@pytest.mark.parametrize("address", LISTS)
def test_it_stands_in_the_lists_of_all_its_categories(shared, client, address):
    assert client.get(address).content.decode().count("/news/papers/shared/") > 0
    assert client.get("/news/awards/shared/").status_code == 404
    Post.objects.filter(pk=shared.pk).update(state="draft")
    assert "/news/papers/shared/" not in client.get(address).content.decode()


def test_its_page_names_them(shared, client):
    assert (
        'Also in:</span> <a href="/news/awards/">Awards</a>'
        in client.get("/news/papers/shared/").content.decode()
    )


def test_a_list_has_it_once_and_asks_no_more_for_others(shared, awards, django_assert_num_queries):
    FurtherCategory.objects.create(post=shared, category=awards.parent)
    make_post(category=awards)
    with django_assert_num_queries(4):  # one whether there are parts, two for them
        assert len(Post.objects.for_lists().listed_in(awards.parent)) == 2
    for category in Category.objects.with_others().filter(parent=awards.parent):
        with django_assert_num_queries(2):
            assert len(Post.objects.for_lists().listed_in(category)) == 2


def test_it_is_chosen_in_the_form_and_the_main_one_is_refused(awards, admin_client):
    papers = make_category(slug="papers", name="Papers")
    rows = {"further-TOTAL_FORMS": "1", "further-0-category": awards.pk}
    admin_client.post(reverse("admin:news_post_add"), form(category=papers.pk, **rows))
    post = Post.objects.get()
    assert [row.category for row in post.further.all()] == [awards]
    rows["further-0-category"] = papers.pk
    refused = admin_client.post(
        reverse("admin:news_post_add"), form(category=papers.pk, title="Another", slug="another", **rows)
    )
    assert "main category of the article" in refused.content.decode() and Post.objects.count() == 1


def test_the_admins_filter_finds_both(shared, awards, admin_client):
    address = f"{reverse('admin:news_post_changelist')}?category__id__exact="
    assert "A shared one" in admin_client.get(f"{address}{awards.pk}").content.decode()
    assert "A shared one" in admin_client.get(f"{address}{shared.category_id}").content.decode()
    assert "A shared one" not in admin_client.get(f"{address}{awards.parent_id}").content.decode()
