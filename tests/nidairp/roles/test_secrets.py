"""What a writer has not published stays between them and the editors.

The four places where other systems have told it are here by name: preview, difference, history and copy. The
rest goes through every address of the admin, every list's search, every completion and every chooser.
"""

from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.test import Client
from django.urls import reverse

from news.models import Post
from nidairp.editing import drafts, snapshot
from nidairp.library.models import Image
from nidairp.pages.models import Page
from nidairp.roles.table import BIBLIOGRAPHERS, EDITORS, WRITERS
from tests.admin_doors import Door, doors, examples
from tests.factories import make_category, make_image, make_page, make_post, make_publication
from tests.nidairp.roles.people import logged_in, member
from tests.sent import opened_form

# Who may open what is the same on every database.
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database]

SECRET = "Zyxomma"


@pytest.fixture
def secrets() -> dict[type, Any]:
    """Drafts of another writer: a post, a page, a draft over what is public, all with one image."""
    author = member(WRITERS, "the author")
    image = make_image()
    post = make_post(title=SECRET, slug="zyxomma", body=f"<p>{SECRET}</p>", state="draft", created_by=author)
    page = make_page(title=SECRET, slug="zyxomma", state="draft", created_by=author)
    ahead = make_post(title="Public", figure=image, figure_decorative=True, created_by=author)
    drafts.save(ahead, snapshot.with_fields(snapshot.take(ahead), title=f"{SECRET} ahead"), author)
    Post.objects.filter(pk=post.pk).update(figure=image, figure_decorative=True)
    LogEntry.objects.log_actions(author.pk, [post], CHANGE, "Saved a draft.")
    return {Post: post, Page: page, Image: image, "ahead": ahead}


@pytest.fixture
def writer() -> Client:
    return logged_in(member(WRITERS, "another writer"))


def told(client: Client, address: str, **sent: Any) -> bool:
    answer = client.post(address, sent) if sent else client.get(address)
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return (
        SECRET.lower() in text.decode(errors="replace").lower() + answer.headers.get("Location", "").lower()
    )


def every_door(rows: dict[type, Any]) -> list[Door]:
    return list(doors({**examples(), **{key: row for key, row in rows.items() if isinstance(key, type)}}))


@pytest.mark.parametrize("role", [WRITERS, BIBLIOGRAPHERS])
@pytest.mark.parametrize("place", ["preview", "compare", "history", "copy", "restore", "change", "delete"])
def test_the_draft_of_another_is_not_told_by(secrets, role: str, place: str) -> None:
    client = logged_in(member(role))
    found = [door for door in every_door(secrets) if door.name.startswith(("news_post_", "pages_page_"))]
    found = [door for door in found if door.name.endswith(f"_{place}") or f"_{place}_" in door.name]
    # The form of a new text may be previewed by whoever may write one; it holds nothing of another's.
    found = [door for door in found if not door.name.endswith("_preview_new")]
    assert len(found) >= 2
    for door in found:
        for answer in (client.get(door.address), client.post(door.address, {"post": "yes"})):
            assert answer.status_code in {302, 403, 404, 405}, door
        assert not told(client, door.address), door


def test_no_address_of_the_admin_tells_it(secrets, writer: Client) -> None:
    assert [door for door in every_door(secrets) if told(writer, door.address)] == []


def test_an_editor_finds_it_so_the_search_for_it_means_something(secrets) -> None:
    editor = logged_in(member(EDITORS))
    telling = {door.name for door in every_door(secrets) if told(editor, door.address)}
    assert {
        "news_post_change", "news_post_changelist", "news_post_compare", "news_post_history",
        "pages_page_changelist", "library_image_change", "admin_logentry_changelist",
    } <= telling  # fmt: skip


@pytest.mark.parametrize("address", ["/admin/news/post/", "/admin/pages/page/", "/admin/library/image/"])
def test_no_search_and_no_filter_of_a_list_tells_it(secrets, writer: Client, address: str) -> None:
    for query in ("", f"?q={SECRET[:3]}&all=", "?stage=draft", "?o=1", "?title__startswith=Zy", "?p=2"):
        assert not told(writer, address + query)


@pytest.mark.parametrize(
    ("model", "field"),
    [("pages.page", "parent"), ("navigation.menuitem", "page"), ("navigation.menuitem", "post")],
)
def test_no_completion_tells_it(secrets, writer: Client, model: str, field: str) -> None:
    app, name = model.split(".")
    asked = f"/admin/autocomplete/?app_label={app}&model_name={name}&field_name={field}&term="
    for term in ("", SECRET, "zy"):
        assert not told(writer, asked + term)


def test_no_chooser_tells_it(secrets, writer: Client) -> None:
    assert not told(writer, reverse("admin:redirects_redirect_targets") + f"?q={SECRET}")
    assert not told(writer, reverse("admin:library_image_choose") + f"?q={SECRET}")
    find = reverse("admin:find_target")
    assert not told(writer, f"{find}?q={SECRET}")
    for row in (secrets[Post], secrets[Page]):
        assert not told(writer, f"{find}?object=object:{row._meta.label_lower}:{row.pk}")
    assert told(logged_in(member(EDITORS)), f"{find}?q={SECRET}")


def test_a_form_sent_with_its_key_tells_nothing(secrets, writer: Client) -> None:
    sent = {"title": "", "slug": "x", "position": "0", "parent": secrets[Page].pk, "_draft": "1"}
    assert not told(writer, "/admin/pages/page/add/", **sent)
    form = reverse("admin:pages_page_quality")
    assert not told(writer, form, **sent)


def test_an_image_says_that_it_is_used_but_not_where(secrets, writer: Client) -> None:
    page = writer.get(reverse("admin:library_image_change", args=[secrets[Image].pk])).content.decode()
    assert "a draft of somebody else" in page


def test_its_address_is_not_told(secrets, writer: Client) -> None:
    for row in (secrets[Post], secrets[Page]):
        kind = LogEntry.objects.first().content_type_id if row is secrets[Post] else 0
        for number in (kind, f" {kind}", f"0{kind}"):
            assert not told(writer, f"/admin/r/{number}/{row.pk}/")


# What is one's own


def test_a_writer_finds_and_changes_their_own(writer: Client) -> None:
    category = make_category()
    add = "/admin/news/post/add/"
    sent = opened_form(writer, add, title="Mine", category=category.pk, date="2026-05-04", _draft="1")
    assert writer.post(add, sent).status_code == 302
    post = Post.objects.get()
    assert post.created_by.username == "another writer"
    assert "Mine" in writer.get("/admin/news/post/").content.decode()
    address = reverse("admin:news_post_change", args=[post.pk])
    shown = writer.get(address).content.decode()
    assert "Submit for review" in shown
    assert 'name="_publish"' not in shown
    assert writer.post(address, opened_form(writer, address, title="Mine too", _draft="1")).status_code == 302
    post.refresh_from_db()
    assert post.title == "Mine too"
    for place in ("history", "compare", "copy", "delete"):
        assert writer.get(reverse(f"admin:news_post_{place}", args=[post.pk])).status_code == 200
    writer.post(reverse("admin:news_post_copy", args=[post.pk]))
    assert Post.objects.filter(created_by=post.created_by).count() == 2


def test_a_writer_publishes_nothing_not_even_by_a_form_made_up(writer: Client) -> None:
    post = make_post(state="draft", created_by=member(WRITERS, "w"))
    mine = logged_in(post.created_by)
    address = reverse("admin:news_post_change", args=[post.pk])
    for press in ({"_publish": "1"}, {"_schedule": "typed", "publish_at": "2099-01-01T09:00"}):
        assert mine.post(address, opened_form(mine, address, **press)).status_code == 403
    for deed in ("unpublish", "unschedule", "send_back"):
        assert mine.post(reverse(f"admin:news_post_{deed}", args=[post.pk])).status_code == 403
    post.refresh_from_db()
    assert post.state == "draft"


def test_a_writer_may_draft_over_their_published_post_and_not_delete_it() -> None:
    post = make_post(title="Out", created_by=member(WRITERS, "w"))
    mine = logged_in(post.created_by)
    address = reverse("admin:news_post_change", args=[post.pk])
    assert mine.post(address, opened_form(mine, address, title="Better", _submit="1")).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.draft.content["fields"]["title"]) == ("Out", "Better")
    assert post.submitted_by == post.created_by
    assert mine.post(reverse("admin:news_post_delete", args=[post.pk]), {"post": "yes"}).status_code == 403
    mine.post("/admin/news/post/", {"action": "delete_selected", "_selected_action": post.pk, "post": "yes"})
    assert Post.objects.filter(pk=post.pk).exists()


def test_a_writer_picks_pages_that_are_public_and_publications_too(writer: Client) -> None:
    make_page(title="Organization")
    asked = "/admin/autocomplete/?app_label=pages&model_name=page&field_name=parent&term=Organ"
    assert [one["text"] for one in writer.get(asked).json()["results"]] == ["Organization"]
    make_publication(title="Shown work")
    make_publication(title="Hidden work", is_public=False)
    asked = "/admin/autocomplete/?app_label=news&model_name=citedpublication&field_name=publication&term=work"
    assert len(writer.get(asked).json()["results"]) == 1


def test_a_hidden_publication_has_no_history_for_who_may_only_look(writer: Client) -> None:
    hidden = make_publication(title="Hidden work", is_public=False)
    for place in ("history", "change"):
        answer = writer.get(reverse(f"admin:publications_publication_{place}", args=[hidden.pk]))
        assert answer.status_code in {302, 403, 404}
    old = reverse(
        "admin:publications_publication_simple_history", args=[hidden.pk, hidden.history.first().pk]
    )
    assert writer.get(old).status_code == 403
