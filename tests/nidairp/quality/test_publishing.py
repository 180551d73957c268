"""What would break the page keeps it from being published; a draft is saved as it is."""

import pytest
from django.test import Client
from django.urls import reverse

from news.models import Post
from tests.factories import make_category, make_image, make_post
from tests.sent import opened_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Post:
    return make_post(
        title="What the first month decides", state="draft", category=make_category(slug="awards")
    )


def press(client: Client, post: Post, button: str, **typed: str):
    address = reverse("admin:news_post_change", args=[post.pk])
    return client.post(address, opened_form(client, address, **typed) | {button: "1"})


def silent_image() -> str:
    return f'<p>Text.</p><figure><img data-image="{make_image().pk}"><figcaption></figcaption></figure>'


def test_an_image_without_words_is_not_published_and_nothing_typed_is_lost(
    admin_client: Client, draft: Post
) -> None:
    response = press(admin_client, draft, "_publish", body=silent_image(), summary="Typed just now.")
    shown = response.content.decode()
    assert response.status_code == 200
    assert (
        "An image in the text has no alternative text: Image 1."
        in response.context["adminform"].errors["body"][0]
    )
    assert "1 thing to mend before publishing" in shown
    assert "Typed just now." in shown
    assert not Post.objects.published().exists()


def test_as_a_draft_it_is_saved(admin_client: Client, draft: Post) -> None:
    assert press(admin_client, draft, "_draft", body=silent_image()).status_code == 302
    draft.refresh_from_db()
    assert "data-image" in draft.body


def test_an_image_with_words_or_for_decoration_is_published(admin_client: Client, draft: Post) -> None:
    body = silent_image().replace("><figc", ' alt="Bars"><figc') + silent_image().replace(
        "><figc", ' alt=""><figc'
    )
    assert press(admin_client, draft, "_publish", body=body).status_code == 302
    assert Post.objects.published().get() == draft


def test_advice_keeps_nothing_from_being_published(admin_client: Client, draft: Post) -> None:
    body = "<h4>Deep</h4><p><a href='/gone/'>click here</a></p>"
    assert press(admin_client, draft, "_publish", title="Short", body=body).status_code == 302
    assert Post.objects.published().get() == draft
