"""A preview for somebody without an account: by a signed link that ends, and opens nothing else."""

import datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from nidairp.editing import drafts, publishing, snapshot
from nidairp.editing.models import Share
from tests.factories import make_page, make_post
from tests.nidairp.editing.admin.test_form import address
from tests.nidairp.editing.conftest import Clock

pytestmark = pytest.mark.django_db


def draft(user: User | None, title: str = "Secret draft"):
    page = make_page(title="Public title", slug="here")
    drafts.save(page, snapshot.with_fields(snapshot.take(page), title=title), user)
    return page


def share(obj, user: User, **values) -> Share:
    return Share.objects.create(object=obj, made_by=user, **values)


def opened(link: Share) -> int:
    return Client().get(f"/preview/{link.token}/").status_code


def test_a_link_is_made_and_opens_without_an_account(admin_client: Client, client: Client, ann: User) -> None:
    page = draft(ann)
    sent = {"note": "Dr. Koob", "revision": "", "days": "7"}
    shown = admin_client.post(address(page, "share"), sent, follow=True).content.decode()
    link = Share.objects.get()
    assert f"http://testserver/preview/{link.token}/" in shown and "Dr. Koob" in shown
    response = client.get(f"/preview/{link.token}/")
    text = response.content.decode()
    assert "<h1>Secret draft</h1>" in text and "Preview: not public." in text
    assert "This link works until" in text
    assert response["Cache-Control"] == "no-store, private"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "DENY"
    assert not response.cookies
    assert "Public title" in client.get("/here/").content.decode()


def test_it_shows_the_newest_or_always_the_same_as_it_was_made(ann: User) -> None:
    page = draft(ann, "First draft")
    newest, fixed = share(page, ann), share(page, ann, revision=page.draft)
    drafts.save(page, snapshot.with_fields(snapshot.take(page), title="Second draft"), ann)
    for link, title in ((newest, "Second draft"), (fixed, "First draft")):
        assert f"<h1>{title}</h1>" in Client().get(f"/preview/{link.token}/").content.decode()


def test_it_ends_with_its_time(ann: User, clock: Clock) -> None:
    link = share(draft(ann), ann)
    assert opened(link) == 200
    clock.moment += datetime.timedelta(days=7, seconds=-1)
    assert opened(link) == 200
    clock.moment += datetime.timedelta(seconds=1)
    assert opened(link) == 404


def test_it_ends_by_hand(admin_client: Client, ann: User) -> None:
    page = draft(ann)
    link = share(page, ann)
    assert admin_client.get(address(page, "revoke", link.pk)).status_code == 405
    admin_client.post(address(page, "revoke", link.pk))
    assert opened(link) == 404
    assert "Revoked" in admin_client.get(address(page, "share")).content.decode()


def test_it_ends_with_the_account_of_who_made_it(ann: User) -> None:
    link = share(draft(ann), ann)
    User.objects.filter(pk=ann.pk).update(is_active=False)
    assert opened(link) == 404


def test_it_ends_with_what_it_shows(ann: User) -> None:
    page = draft(ann)
    link = share(page, ann)
    page.delete()
    assert opened(link) == 404


def test_whatever_is_wrong_with_a_link_the_answer_is_one(ann: User) -> None:
    link = share(draft(ann), ann)
    key, signature = link.token.split(".")
    tried = [f"{key}.{signature[:-1]}x", f"{key[:-1]}x.{signature}", f"x.{signature}", f"{key}.x", "a.b"]
    assert {Client().get(f"/preview/{token}/").status_code for token in tried} == {404}
    assert {Client().get(path).status_code for path in (f"/preview/{key}/", "/preview/")} == {404}
    assert Client().post(f"/preview/{link.token}/").status_code == 405


def test_links_are_of_one_object(admin_client: Client, ann: User) -> None:
    page, other = draft(ann), make_page()
    link = share(page, ann)
    assert admin_client.post(address(other, "revoke", link.pk)).status_code == 404
    assert link.token not in admin_client.get(address(other, "share")).content.decode()
    foreign = {"revision": page.draft_id, "days": "7"}
    assert admin_client.post(address(other, "share"), foreign).status_code == 200
    assert not Share.objects.of(other).exists()


@pytest.mark.parametrize("days", ["0", "365", "-1", "x", ""])
def test_it_cannot_be_made_for_ever(admin_client: Client, ann: User, days: str) -> None:
    page = draft(ann)
    assert admin_client.post(address(page, "share"), {"days": days}).status_code == 200
    assert not Share.objects.exists()


def test_nobody_shares_what_they_may_not_change(client: Client) -> None:
    page = draft(None)
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_page"))
    for who in (None, user):
        if who:
            client.force_login(who)
        for send in (client.get, client.post):
            assert send(address(page, "share")).status_code == (403 if who else 302)
    assert not Share.objects.exists()


def test_a_link_to_what_is_public_shows_what_the_public_sees(ann: User) -> None:
    post = make_post(title="On the site")
    link = share(post, ann)
    assert "<h1>On the site</h1>" in Client().get(f"/preview/{link.token}/").content.decode()
    publishing.unpublish(post, ann)
    assert "<h1>On the site</h1>" in Client().get(f"/preview/{link.token}/").content.decode()


def test_no_address_of_a_preview_stands_anywhere_public(client: Client, ann: User) -> None:
    share(draft(ann), ann)
    for path in ("/", "/robots.txt", "/sitemap.xml", "/here/", "/news/feed/", "/search/?q=secret"):
        text = client.get(path).content.decode()
        assert "/preview/" not in text and "Secret draft" not in text, path
