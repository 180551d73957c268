"""A post begun from a publication: nothing is left to do but write it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import Post
from nidairp.roles.table import BIBLIOGRAPHERS, EDITORS, WRITERS
from tests.factories import make_category, make_post, make_publication
from tests.nidairp.roles.people import logged_in, member
from tests.publications.importing.texts import entry, imported
from tests.sent import opened_form

pytestmark = pytest.mark.django_db

ADD = "/admin/news/post/add/"


@pytest.fixture
def hot():
    return make_category(name="Hot off the Press", slug="hot-off-the-press")


def test_the_form_is_filled_in_from_the_publication(admin_client: Client, hot) -> None:
    publication = make_publication(
        title='<span class="nocase">Heroin</span> <i>and</i> the brain.', authors="Koob, George F", year=2019
    )
    page = admin_client.get(f"{ADD}?about={publication.pk}")
    form = page.context["adminform"].form
    assert form["title"].value() == "Heroin <i>and</i> the brain"
    assert form["slug"].value() == "heroin-and-the-brain"
    assert form["category"].value() == hot.pk
    assert form["date"].value() == timezone.localdate()
    assert f"{publication.in_one_line()}</option>" in page.content.decode()


def test_what_is_filled_in_can_be_published_as_it_stands(admin_client: Client, hot) -> None:
    publication = make_publication(title='<span class="nocase">Heroin</span> <i>and</i> the brain.')
    address = f"{ADD}?about={publication.pk}"
    sent = opened_form(admin_client, address, _publish="1", body="<p>What it found.</p>")
    answer = admin_client.post(address, sent)
    assert answer.status_code == 302, answer.context["errors"]
    post = Post.objects.published().get()
    assert post.get_absolute_url() == "/news/hot-off-the-press/heroin-and-the-brain/"
    assert list(post.cited()) == [publication]


def test_an_address_that_is_taken_steps_aside(admin_client: Client, hot) -> None:
    make_post(category=hot, slug="heroin")
    form = admin_client.get(f"{ADD}?about={make_publication(title='Heroin').pk}").context["adminform"].form
    assert form["slug"].value() == "heroin-2"


@pytest.mark.parametrize("about", ["", "x", "0", "999999", "-1", "9" * 40, "1 OR 1"])
def test_a_number_that_is_no_publications_opens_the_usual_form(admin_client: Client, hot, about: str) -> None:
    page = admin_client.get(f"{ADD}?about={about}")
    assert page.status_code == 200
    assert not page.context["adminform"].form["title"].value()


@pytest.mark.slow
def test_it_is_offered_in_list_form_and_import_to_who_may_write(hot) -> None:
    publication = make_publication()
    batch = imported(entry("one"))
    made = batch.rows.get().publication_id
    places = {
        reverse("admin:publications_publication_changelist"): publication.pk,
        reverse("admin:publications_publication_change", args=[publication.pk]): publication.pk,
        batch.get_absolute_url(): made,
    }
    for role, offered in ((WRITERS, 2), (EDITORS, 2), (BIBLIOGRAPHERS, 0)):
        client = logged_in(member(role))
        found = [f"{ADD}?about={pk}" in client.get(place).content.decode() for place, pk in places.items()]
        assert sum(found) == offered
    both = member(BIBLIOGRAPHERS, "both")
    both.groups.add(*member(WRITERS, "w").groups.all())
    client = logged_in(both)
    for place, pk in places.items():
        assert f"{ADD}?about={pk}" in client.get(place).content.decode()


def test_a_hidden_publication_is_not_told_by_it(hot) -> None:
    hidden = make_publication(title="Hidden work", is_public=False)
    page = logged_in(member(WRITERS)).get(f"{ADD}?about={hidden.pk}").content.decode()
    assert "Hidden" not in page
