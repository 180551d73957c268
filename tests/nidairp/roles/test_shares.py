"""Links to previews: role × action × result. A link shows no more, and no longer, than its maker may."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from news.models import Post
from nidairp.editing.models import Share
from nidairp.roles.table import ADMINISTRATORS, BIBLIOGRAPHERS, EDITORS, WRITERS
from tests.factories import make_category, make_post
from tests.nidairp.roles.people import logged_in, member

pytestmark = pytest.mark.django_db

#: Who may make and revoke links for a draft of somebody else, a draft of their own, and what is public.
MAY = {WRITERS: "---", EDITORS: "+++", BIBLIOGRAPHERS: "---", ADMINISTRATORS: "+++"}


@pytest.fixture
def writer() -> User:
    return member(WRITERS, "the author")


def posts_for(user: User, writer: User) -> list[Post]:
    category = make_category()
    makers = (("draft", writer), ("draft", user), ("published", writer))
    return [make_post(state=state, created_by=maker, category=category) for state, maker in makers]


@pytest.mark.parametrize("role", MAY)
def test_who_may_look_at_make_and_revoke_links(writer: User, role: str) -> None:
    user = member(role)
    client = logged_in(user)
    for post, allowed in zip(posts_for(user, writer), MAY[role], strict=True):
        share = Share.objects.create(object=post, made_by=User.objects.create_superuser(f"root{post.pk}"))
        page = reverse("admin:news_post_share", args=[post.pk])
        revoke = reverse("admin:news_post_revoke", args=[post.pk, share.pk])
        answers = (
            client.get(page).status_code,
            client.post(page, {"note": "x", "revision": "", "days": "7"}).status_code,
            client.post(revoke).status_code,
        )
        share.refresh_from_db()
        if allowed == "+":
            assert answers == (200, 302, 302)
            assert share.revoked_at and Share.objects.filter(made_by=user, object_id=post.pk).count() == 1
        else:
            assert set(answers) <= {403, 404}
            assert share.revoked_at is None and not Share.objects.filter(made_by=user).exists()


def test_a_link_is_revoked_at_its_own_object_only(writer: User) -> None:
    one, other = make_post(), make_post()
    client = logged_in(member(EDITORS))
    share = Share.objects.create(object=one, made_by=writer)
    assert client.post(reverse("admin:news_post_revoke", args=[other.pk, share.pk])).status_code == 404
    assert client.get(reverse("admin:news_post_revoke", args=[one.pk, share.pk])).status_code == 405


def test_a_link_ends_when_its_maker_may_no_longer_share(client: Client) -> None:
    editor = member(EDITORS)
    share = Share.objects.create(object=make_post(state="draft"), made_by=editor)
    address = reverse("shared_preview", args=[share.token])
    assert client.get(address).status_code == 200
    editor.groups.clear()
    assert client.get(address).status_code == 404
    page = logged_in(member(EDITORS, "another")).get(reverse("admin:news_post_share", args=[share.object_id]))
    assert "Ended" in page.content.decode()
