"""Previews: what the public template would show, to those who may see it, and nothing of it stays."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from news.models import CitedPublication, Post
from nidairp.editing import drafts, publishing, snapshot
from nidairp.editing.models import Revision, Unsaved
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Page
from nidairp.redirects.models import Redirect
from tests.factories import make_category, make_page, make_post, make_publication
from tests.nidairp.editing.admin.test_form import address
from tests.sent import opened_form

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def of_form(client: Client, obj, **typed) -> str:
    """The page that a preview of the form shows in its frame."""
    response = client.post(address(obj, "preview_form"), opened_form(client, address(obj), **typed))
    assert response.status_code == 302, response.content.decode()
    return client.get(response["Location"] + "?bare=1").content.decode()


def main_of(shown: str) -> str:
    return re.sub(r"\s+", " ", shown[shown.index("<main") : shown.index("</main>")])


def test_what_is_typed_is_shown_as_the_public_would_see_it_and_nothing_is_saved(admin_client: Client) -> None:
    one, two = make_publication(title="The first work"), make_publication(title="The second work")
    post = make_post(title="Public title", body="<p>Public text</p>", cites=(one,))
    rows = {
        "citedpublication_set-TOTAL_FORMS": 2,
        "citedpublication_set-0-DELETE": "on",
        "citedpublication_set-1-publication": two.pk,
        "citedpublication_set-1-position": 0,
    }
    shown = of_form(
        admin_client, post, title="Typed title", body="<p>Typed <script>x</script>text</p>", **rows
    )
    assert "<h1>Typed title</h1>" in shown and "<p>Typed text</p>" in shown
    assert "The second work" in shown and "The first work" not in shown and "Public text" not in shown
    assert "Preview: not public." in shown
    post.refresh_from_db()
    assert (post.title, post.has_draft, list(post.cited())) == ("Public title", False, [one])
    assert not Revision.objects.exists()


@pytest.mark.parametrize("make", [make_post, make_page])
def test_it_is_the_public_page_to_the_letter(admin_client: Client, ann: User, make) -> None:
    obj = make(title="A title", body="<h2>One</h2><p>Two</p>", summary="Three")
    shown = of_form(admin_client, obj)
    assert main_of(shown) == main_of(Client().get(obj.get_absolute_url()).content.decode())


def test_something_new_is_shown_before_it_is_there(admin_client: Client) -> None:
    add, category = "/admin/news/post/add/", make_category(slug="awards")
    sent = opened_form(admin_client, add, title="Brand new", category=category.pk, body="<p>x</p>")
    response = admin_client.post("/admin/news/post/preview/", sent)
    shown = admin_client.get(response["Location"] + "?bare=1").content.decode()
    assert "<h1>Brand new</h1>" in shown
    assert not Post.objects.exists()
    above = make_page(slug="above")
    sent = opened_form(admin_client, "/admin/pages/page/add/", title="New", slug="new", parent=above.pk)
    response = admin_client.post("/admin/pages/page/preview/", sent)
    assert "<h1>New</h1>" in admin_client.get(response["Location"] + "?bare=1").content.decode()
    assert list(Page.objects.all()) == [above]


def test_a_form_that_cannot_be_shown_says_why_and_loses_nothing(admin_client: Client) -> None:
    post = make_post()
    sent = opened_form(admin_client, address(post), title="", category="")
    shown = admin_client.post(address(post, "preview_form"), sent).content.decode()
    assert "Title: This field is required." in shown and "Category: Choose a category." in shown
    assert "what you typed is in the form" in shown
    assert not Unsaved.objects.exists()


def test_any_version_is_shown_and_the_newest(admin_client: Client, ann: User) -> None:
    page = make_page(title="First title")
    publishing.publish(page, ann, snapshot.with_fields(snapshot.take(page), title="Second title"))
    drafts.save(page, snapshot.with_fields(snapshot.take(page), title="Third title"), ann)
    titles = {
        address(page, "version", 1): "First title",
        address(page, "version", 2): "Second title",
        address(page, "newest"): "Third title",
    }
    for where, title in titles.items():
        assert f"<h1>{title}</h1>" in admin_client.get(where, {"bare": 1}).content.decode()


def test_a_version_whose_address_was_taken_is_shown_at_the_present_one(
    admin_client: Client, ann: User
) -> None:
    page = make_page(title="First title", slug="first")
    publishing.publish(page, ann, snapshot.with_fields(snapshot.take(page), slug="second"))
    make_page(slug="first")
    shown = admin_client.get(address(page, "version", 1), {"bare": 1}).content.decode()
    assert "<h1>First title</h1>" in shown


def test_a_preview_moves_nothing_and_tells_nobody(admin_client: Client) -> None:
    page = make_page(slug="here")
    below = make_page(slug="below", parent=page)
    tree.add(MenuItem.objects.menu("primary"), "Here", page=page)
    shown = of_form(admin_client, page, slug="there")
    assert 'href="/there/"' in shown
    assert "now leads to" not in admin_client.get("/admin/").content.decode()
    below.refresh_from_db()
    assert (below.path, Redirect.objects.count()) == ("here/below", 0)
    assert Client().get("/there/").status_code == 404


def test_it_is_kept_and_listed_nowhere(admin_client: Client, ann: User) -> None:
    page = make_page()
    response = admin_client.get(address(page, "newest"), {"bare": 1})
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in response
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    frame = admin_client.get(address(page, "newest"))
    assert "frame-src 'self'" in frame["Content-Security-Policy"]
    assert frame["X-Frame-Options"] == "DENY"


def test_a_frame_has_two_widths(admin_client: Client) -> None:
    page = make_page()
    for width in ("phone", "desktop"):
        shown = admin_client.get(address(page, "newest"), {"width": width}).content.decode()
        assert f'class="preview-frame preview-{width}"' in shown
        assert f'?width={width}" aria-current="true"' in shown
    assert "preview-desktop" in admin_client.get(address(page, "newest"), {"width": "x"}).content.decode()


def test_what_somebody_typed_is_nobody_elses(admin_client: Client, client: Client) -> None:
    page = make_page()
    sent = opened_form(admin_client, address(page), title="Mine")
    where = admin_client.post(address(page, "preview_form"), sent)["Location"]
    assert admin_client.get(where).status_code == 200
    client.force_login(User.objects.create_superuser("other"))
    assert client.get(where).status_code == 404
    assert Client().get(where).status_code == 302
    assert admin_client.get(where.replace("pages/page", "news/post")).status_code == 404


def test_of_each_object_the_last_that_was_typed_is_kept(admin_client: Client) -> None:
    page = make_page()
    for title in ("One", "Two"):
        of_form(admin_client, page, title=title)
    assert [unsaved.content["fields"]["title"] for unsaved in Unsaved.objects.all()] == ["Two"]


@pytest.mark.parametrize("door", ["newest", "version", "preview_form"])
def test_nobody_without_a_right_sees_a_preview(client: Client, door: str) -> None:
    page = make_page(state="draft", title="Secret")
    drafts.save(page, snapshot.take(page), None)
    where = address(page, door, *([1] if door == "version" else []))
    send = client.post if door == "preview_form" else client.get
    assert send(where).status_code == 302
    client.force_login(User.objects.create_user("staff", is_staff=True))
    assert send(where).status_code in {403, 404}


def test_to_look_is_no_right_to_type(client: Client) -> None:
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_page"))
    client.force_login(user)
    page = make_page()
    assert client.get(address(page, "newest")).status_code == 200
    assert client.post(address(page, "preview_form"), {"title": "x"}).status_code == 403
    assert client.post("/admin/pages/page/preview/", {"title": "x"}).status_code == 403


def test_a_preview_is_asked_for_with_a_token(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert client.post(address(make_page(), "preview_form")).status_code == 403
    assert client.get(address(make_page(), "preview_form")).status_code == 405


def test_a_conflict_is_no_reason_not_to_look(admin_client: Client, ann: User) -> None:
    page = make_page()
    sent = opened_form(admin_client, address(page), title="Mine")
    drafts.save(page, snapshot.with_fields(snapshot.take(page), title="Theirs"), ann)
    assert admin_client.post(address(page, "preview_form"), sent).status_code == 302


def test_no_row_is_left_behind(admin_client: Client) -> None:
    post = make_post(cites=(make_publication(),))
    before = list(CitedPublication.objects.values())
    of_form(admin_client, post, title="x")
    assert list(CitedPublication.objects.values()) == before
    assert reverse("admin:news_post_unsaved", args=["no-such-key"])
