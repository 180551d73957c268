"""What was deleted by mistake comes back as it was, and is public only when somebody publishes it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from news.models import Category, Post
from nidairp.editing import deleted, drafts, publishing, snapshot
from nidairp.editing.bringing_back import FORGOTTEN
from nidairp.editing.models import Revision, Share
from nidairp.pages.models import Page
from tests.factories import make_category, make_page, make_post, make_publication
from tests.nidairp.editing.admin.test_form import writer

pytestmark = pytest.mark.django_db
LIST = reverse("admin:news_post_deleted")


def delete(client: Client, obj, **said: str) -> str:
    kind = f"{obj._meta.app_label}_{obj._meta.model_name}"
    door = reverse(f"admin:{kind}_delete", args=[obj.pk])
    return client.post(door, {"post": "yes", **said}, follow=True).content.decode()


def bring_back(client: Client, kind: str = "news_post") -> str:
    kept = Revision.objects.filter(kind=Revision.Kind.DELETED).latest("pk")
    door = reverse(f"admin:{kind}_bring_back", args=[kept.pk])
    assert client.get(door).status_code == 405
    return client.post(door, follow=True).content.decode()


@pytest.mark.slow
def test_a_public_post_comes_back_as_a_draft_with_all_that_belongs_to_it(
    admin_client: Client, admin_user: User, client: Client
) -> None:
    paper = make_publication(title="The paper")
    post = make_post(title="Public", cites=(paper,))
    drafts.save(post, snapshot.with_fields(snapshot.take(post), title="Newer"), admin_user)
    first = post.published_at
    assert "It can be brought back from" in delete(admin_client, post)
    assert "Newer" in admin_client.get(LIST).content.decode()

    assert "“Newer” is back, as a draft." in bring_back(admin_client)
    back = Post.objects.get()
    assert (back.pk, back.title, back.state, back.published_at) == (post.pk, "Newer", "withdrawn", first)
    assert list(back.publications.all()) == [paper]
    assert [one.kind for one in Revision.objects.of(back).newest_first()] == [
        "restored",
        "deleted",
        "draft",
        "found",
    ]
    assert client.get(back.get_absolute_url()).status_code == 410
    publishing.publish(back, admin_user)
    assert "Newer" in client.get(back.get_absolute_url()).content.decode()
    assert "Nothing that was deleted" in admin_client.get(LIST).content.decode()
    assert "somebody has brought it back already" in bring_back(admin_client)


def test_an_address_that_somebody_else_has_now_is_given_a_number(admin_client: Client) -> None:
    page = make_page(title="About", slug="about", state="draft")
    delete(admin_client, page)
    make_page(slug="about")
    bring_back(admin_client, "pages_page")
    assert Page.objects.get(pk=page.pk).get_absolute_url() == "/about-2/"


def test_what_it_cannot_be_without_is_named_and_what_it_can_be_without_is_left_out(
    admin_client: Client,
) -> None:
    paper = make_publication(title="The paper")
    post = make_post(category=make_category(name="Awards", slug="awards"), cites=(paper,))
    delete(admin_client, post)
    paper.delete()
    Category.objects.all().delete()
    assert "Category “Awards” no longer exists." in bring_back(admin_client)
    assert not Post.objects.exists()
    Category.objects.create(pk=post.category_id, name="Awards", slug="awards")
    assert "Publication “The paper” no longer exists." in bring_back(admin_client)
    assert Post.objects.get(pk=post.pk).citedpublication_set.count() == 0


def test_a_writer_finds_what_was_their_own(admin_client: Client, client: Client) -> None:
    wanda = writer()
    wanda.user_permissions.add(Permission.objects.get(codename="add_post"))
    client.force_login(wanda)
    own = make_post(title="Mine", state="draft", created_by=wanda)
    other = make_post(title="Theirs", state="draft", slug="theirs")
    delete(admin_client, other)
    assert "somebody has brought it back already" in bring_back(client)
    delete(client, own)
    shown = client.get(LIST).content.decode()
    assert "Mine" in shown and "Theirs" not in shown
    bring_back(client)
    assert Post.objects.get().created_by == wanda


def test_many_are_deleted_and_each_can_come_back(admin_client: Client) -> None:
    posts = [make_post(title=f"Post {n}", slug=f"p{n}", state="draft") for n in range(3)]
    chosen = {"action": "delete_selected", "_selected_action": [post.pk for post in posts], "post": "yes"}
    admin_client.post(reverse("admin:news_post_changelist"), chosen)
    assert not Post.objects.exists()
    assert admin_client.get(LIST).content.decode().count("Bring back</button>") == 3


@pytest.mark.slow
def test_a_history_goes_for_good_after_a_question(admin_client: Client, admin_user: User) -> None:
    post, other = make_post(title="Of Ms. Doe", state="draft"), make_post(title="Other", slug="other")
    drafts.save(post, snapshot.with_fields(snapshot.take(post), title="Of Ms. Roe"), admin_user)
    Share.objects.create(
        content_type=ContentType.objects.get_for_model(Post), object_id=post.pk, made_by=admin_user
    )
    delete(admin_client, post)
    delete(admin_client, other)
    kept = Revision.objects.of(post).newest_first()[0]
    door = reverse("admin:news_post_forget", args=[kept.pk])
    asked = admin_client.get(door).content.decode()
    assert "Of Ms. Roe" in asked and f"all {Revision.objects.of(post).count()} versions" in asked

    assert "Its history was removed for good." in admin_client.post(door, follow=True).content.decode()
    assert not Revision.objects.filter(object_id=post.pk).exists() and not Share.objects.exists()
    assert Revision.objects.filter(object_id=other.pk).exists()
    logged = LogEntry.objects.latest("pk")
    assert (logged.object_repr, logged.change_message) == (f"Number {post.pk}", FORGOTTEN)
    # What is gone has no link on the first page.
    assert f"<bdi>Number {post.pk}</bdi></a>" not in admin_client.get("/admin/").content.decode()
    for again in (admin_client.get, admin_client.post):
        assert "removed its history for good" in again(door, follow=True).content.decode()
    assert "Bring back" in admin_client.get(LIST).content.decode()


def test_the_history_of_what_is_there_never_goes(admin_client: Client) -> None:
    post = make_post(state="draft")
    delete(admin_client, post)
    kept = Revision.objects.of(post).newest_first()[0]
    bring_back(admin_client)
    before = Revision.objects.count()
    admin_client.post(reverse("admin:news_post_forget", args=[kept.pk]))
    assert Revision.objects.count() == before


def test_who_may_only_write_removes_no_history(client: Client) -> None:
    wanda = writer()
    wanda.user_permissions.add(Permission.objects.get(codename="add_post"))
    client.force_login(wanda)
    own = make_post(title="Mine", state="draft", created_by=wanda)
    delete(client, own)
    kept = Revision.objects.of(own).newest_first()[0]
    assert client.post(reverse("admin:news_post_forget", args=[kept.pk])).status_code == 403
    assert "Remove for good" not in client.get(LIST).content.decode()


def test_who_deletes_what_another_deletes_just_then_is_told(admin_client: Client, monkeypatch) -> None:
    """As by a second click on the button."""
    post, keep = make_post(), deleted.keep

    def too_late(obj: Post, user: User) -> Revision:
        Post.objects.filter(pk=post.pk).delete()
        return keep(obj, user)

    monkeypatch.setattr(deleted, "keep", too_late)
    answer = admin_client.post(f"/admin/news/post/{post.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 409
    assert "Somebody deleted it just before" in answer.content.decode()
