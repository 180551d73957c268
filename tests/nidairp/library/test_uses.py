"""Where an image or a file is used: in rows, in texts, in drafts, and in what the public saw once."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from news.models import PostFile
from nidairp.editing import drafts, publishing, snapshot
from nidairp.library import uses
from nidairp.library.models import Document, Image
from nidairp.roles.table import WRITERS
from tests.factories import make_document, make_image, make_page, make_post
from tests.nidairp.library.pictures import halves, upload
from tests.nidairp.roles.people import logged_in, member

pytestmark = pytest.mark.django_db
LIST = "/admin/library/image/"


def in_text(image: Image) -> str:
    return f'<figure><img data-image="{image.pk}" alt="x"></figure>'


def draft_with(post: Any, image: Image, user: User | None = None) -> None:
    content = snapshot.with_fields(snapshot.take(post), figure=image.pk, figure_alt="x")
    drafts.save(post, content, user)


def where(used: Any) -> list[tuple[str, str]]:
    return [(use.name, use.where) for use in uses.of(used)]


def test_a_draft_over_what_is_public_uses_its_figure_its_texts_images_and_its_files() -> None:
    figure, placed, document = make_image(), make_image(), make_document()
    post, page = make_post(title="The post"), make_page(title="The page")
    other = make_post()
    PostFile.objects.create(post=other, document=document)
    rows = snapshot.take(other)["rows"]
    draft_with(post, figure)
    body = in_text(placed)
    drafts.save(page, snapshot.with_fields(snapshot.take(page), body=body), None)
    PostFile.objects.all().delete()
    drafts.save(other, snapshot.take(other) | {"rows": rows}, None)
    assert where(figure) == [("The post", "its draft")]
    assert where(placed) == [("The page", "its draft")]
    assert where(document) == [(other.title, "its draft")]


def test_a_link_to_an_image_is_a_use_of_it() -> None:
    image = make_image()
    link = f'<p><a href="object:library.image:{image.pk}">The figure</a></p>'
    post, page = make_post(title="The post", body=link), make_page(title="The page")
    drafts.save(page, snapshot.with_fields(snapshot.take(page), body=link), None)
    assert where(image) == [(post.title, ""), ("The page", "its draft")]


def test_scheduled_changes_say_when(admin_user: User) -> None:
    post, image = make_post(title="The post"), make_image()
    content = snapshot.with_fields(snapshot.take(post), figure=image.pk, figure_decorative=True)
    publishing.schedule_for(post, timezone.now() + datetime.timedelta(days=1), admin_user, content)
    ((name, said),) = where(image)
    assert name == "The post" and said.startswith("changes for ")


def test_each_place_is_named_once() -> None:
    image = make_image()
    post = make_post(title="The post", figure=image, figure_alt="x", body=in_text(image))
    draft_with(post, image)
    assert where(image) == [("The post", "")]


def test_another_number_that_begins_alike_is_no_use() -> None:
    images = [make_image() for _ in range(11)]
    make_post(body=in_text(images[-1]).replace(f'"{images[-1].pk}"', f'"{images[0].pk}0000"'))
    post = make_post()
    drafts.save(post, snapshot.with_fields(snapshot.take(post), title=str(images[0].pk)), None)
    assert where(images[0]) == []


@pytest.mark.parametrize("action", ["page", "many"])
def test_what_only_a_draft_uses_is_not_deleted(admin_client: Client, action: str) -> None:
    image, post = make_image(), make_post(title="The post")
    draft_with(post, image)
    address = f"{LIST}{image.pk}/delete/"
    if action == "page":
        shown = admin_client.post(address, {"post": "yes", "even_so": "yes"})
    else:
        sent = {"action": "delete_selected", "_selected_action": image.pk, "post": "yes"}
        shown = admin_client.post(LIST, sent)
    assert "The post" in shown.content.decode()
    assert Image.objects.exists()


def test_what_earlier_versions_showed_is_deleted_on_purpose_only(
    admin_client: Client, admin_user: User
) -> None:
    image = make_image()
    post = make_post(title="The post", figure=image, figure_alt="x")
    publishing.publish(post, admin_user, snapshot.with_fields(snapshot.take(post), summary="With"))
    publishing.publish(
        post, admin_user, snapshot.with_fields(snapshot.take(post), figure=None, figure_alt="")
    )
    address = f"{LIST}{image.pk}/delete/"
    assert "showed it to the public once" in admin_client.get(address).content.decode()
    assert "Nothing was deleted: tick" in admin_client.post(address, {"post": "yes"}).content.decode()
    sent = {"action": "delete_selected", "_selected_action": image.pk, "post": "yes"}
    assert "The post" in admin_client.post(LIST, sent).content.decode()
    assert Image.objects.exists()
    assert admin_client.post(address, {"post": "yes", "even_so": "yes"}).status_code == 302
    assert not Image.objects.exists()


@pytest.mark.slow
def test_the_list_counts_every_use_in_queries_that_do_not_grow(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    used = make_image(title="Much used")
    make_post(figure=used, figure_alt="x", body=in_text(used))
    make_page(body=in_text(used))
    draft_with(make_post(), used)
    make_image(title="Idle")
    with django_assert_max_num_queries(40) as few:
        shown = admin_client.get(LIST).content.decode()
    assert "4 times" in shown
    for _ in range(3):
        draft_with(make_post(figure=make_image(), figure_alt="x"), used)
    with django_assert_max_num_queries(len(few) + 1):  # these have figures
        assert "7 times" in admin_client.get(LIST).content.decode()
    only = {answer: admin_client.get(f"{LIST}?used={answer}").content.decode() for answer in ("yes", "no")}
    assert "Much used" in only["yes"] and "Idle" not in only["yes"]
    assert "Idle" in only["no"] and "Much used" not in only["no"]


def test_links_to_files_count_too() -> None:
    document = make_document()
    make_page(title="The page", body=f'<p><a href="object:library.document:{document.pk}">x</a></p>')
    assert where(document) == [("The page", "")]
    assert uses.elsewhere(Document)[document.pk] == 1


# Earlier ones in the admin


def test_a_replaced_picture_is_put_back_from_the_page_that_the_message_leads_to(admin_client: Client) -> None:
    image = make_image()
    image.take(_other())
    image.save()
    page = f"{LIST}{image.pk}/earlier/"
    assert f'href="{page}"' in admin_client.get(f"{LIST}{image.pk}/change/").content.decode()
    former = image.former.get()
    assert "60 × 40" in admin_client.get(page).content.decode()
    shown = admin_client.post(f"{page}{former.pk}/back/", follow=True).content.decode()
    assert "is back; what was there" in shown
    image.refresh_from_db()
    assert image.width == 60


def test_an_earlier_picture_is_deleted_after_a_question(admin_client: Client) -> None:
    image = make_image()
    image.take(_other())
    image.save()
    address = f"{LIST}{image.pk}/earlier/{image.former.get().pk}/gone/"
    assert "nobody can bring them back" in admin_client.get(address).content.decode()
    assert admin_client.post(address).status_code == 302
    assert not image.former.exists()


def test_who_may_only_look_puts_nothing_back() -> None:
    image = make_image()
    image.take(_other())
    image.save()
    writer, former = logged_in(member(WRITERS)), image.former.get()
    assert writer.get(f"{LIST}{image.pk}/earlier/").status_code == 403
    for deed in ("back", "gone"):
        assert writer.post(f"{LIST}{image.pk}/earlier/{former.pk}/{deed}/").status_code == 403
    image.refresh_from_db()
    assert image.width == 90 and image.former.exists()


def _other() -> Any:
    return upload(halves(90, 90))
