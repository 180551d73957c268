"""Many posts or pages at once: published, unpublished, moved to another category."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from news.models import Post
from nidairp.editing import drafts, publishing, snapshot
from nidairp.editing.models import Revision
from nidairp.roles.table import WRITERS
from tests.factories import make_category, make_page, make_post
from tests.nidairp.roles.people import logged_in, member

pytestmark = pytest.mark.django_db

LIST = "/admin/news/post/"


def sent(action: str, *rows: Any, **more: Any) -> dict[str, Any]:
    return {"action": action, "_selected_action": [row.pk for row in rows], **more}


def test_drafts_and_changes_ahead_are_published_with_a_version_each(admin_client: Client, admin_user) -> None:
    draft, out, ahead = make_post(state="draft"), make_post(title="Out"), make_post(title="Old")
    drafts.save(ahead, snapshot.with_fields(snapshot.take(ahead), title="New"), admin_user)
    asked = admin_client.post(LIST, sent("publish", draft, out, ahead)).content.decode()
    assert "1 will be on the site at once" in asked
    assert "1 are there already, and show their draft instead" in asked
    assert "1 are there already and have no draft: nothing happens to them." in asked
    answer = admin_client.post(LIST, sent("publish", draft, out, ahead, post="yes"), follow=True)
    assert "2 posts published; 1 had nothing to change." in answer.content.decode()
    ahead.refresh_from_db()
    assert ahead.title == "New"
    assert Post.objects.published().count() == 3
    assert Revision.objects.of(draft).first().kind == "published"
    assert sorted(LogEntry.objects.values_list("object_repr", "change_message")) == sorted(
        [(str(draft), "Published."), ("New", "Published.")]
    )


def test_what_would_be_a_broken_page_keeps_all_from_being_published(admin_client: Client) -> None:
    good, broken = make_page(state="draft"), make_page(title="", state="draft")
    sent_twice = sent("publish", good, broken, post="yes")
    answer = admin_client.post("/admin/pages/page/", sent_twice).content.decode()
    assert "cannot be published." in answer
    assert ">Publish them</button>" not in answer
    good.refresh_from_db()
    assert good.state == "draft"


def test_unpublishing_names_the_addresses_that_go(admin_client: Client, client: Client) -> None:
    first, second = make_page(), make_page(state="draft")
    asked = admin_client.post("/admin/pages/page/", sent("unpublish", first, second)).content.decode()
    assert first.get_absolute_url() in asked
    answer = admin_client.post(
        "/admin/pages/page/", sent("unpublish", first, second, post="yes"), follow=True
    )
    assert "1 page unpublished; 1 had nothing to change." in answer.content.decode()
    assert client.get(first.get_absolute_url()).status_code in {404, 410}


def test_another_category_takes_the_draft_along_and_leaves_a_redirect(
    admin_client: Client, admin_user, client: Client
) -> None:
    category, post = make_category(slug="awards"), make_post(title="Old")
    before = post.get_absolute_url()
    drafts.save(post, snapshot.with_fields(snapshot.take(post), title="New"), admin_user)
    asked = admin_client.post(LIST, sent("change_category", post)).content.decode()
    assert before in asked
    assert "The old addresses will lead to the new ones." in asked
    assert (
        "This field is required"
        in admin_client.post(LIST, sent("change_category", post, post="yes")).content.decode()
    )
    chosen = sent("change_category", post, category=category.pk, post="yes")
    answer = admin_client.post(LIST, chosen, follow=True)
    assert "1 post moved to another category." in answer.content.decode()
    assert client.get(f"/news/awards/{post.slug}/").status_code == 200
    assert client.get(before).url == f"/news/awards/{post.slug}/"
    post.refresh_from_db()
    publishing.publish(post, admin_user)
    assert (post.title, post.category) == ("New", category)


def test_an_address_that_is_taken_keeps_all_where_they_are(admin_client: Client) -> None:
    category = make_category()
    free, taken = make_post(slug="free"), make_post(slug="taken")
    make_post(slug="taken", category=category)
    chosen = sent("change_category", free, taken, category=category.pk, post="yes")
    assert "already has this slug" in admin_client.post(LIST, chosen).content.decode()
    free.refresh_from_db()
    assert free.category != category
    assert not LogEntry.objects.exists()


def test_a_writer_publishes_nothing_and_moves_only_their_own_drafts() -> None:
    writer, category = member(WRITERS), make_category()
    mine, out = make_post(state="draft", created_by=writer), make_post(created_by=writer)
    other = make_post(state="draft")
    client = logged_in(writer)
    shown = client.get(LIST).content.decode()
    assert 'value="publish"' not in shown
    client.post(LIST, sent("publish", mine, post="yes"))
    for row in (mine, out, other):
        client.post(LIST, sent("change_category", row, category=category.pk, post="yes"))
    found = {row: Post.objects.get(pk=row.pk) for row in (mine, out, other)}
    assert found[mine].category == category
    assert found[mine].state == "draft"
    assert found[out].category != category
    assert found[other].category != category
