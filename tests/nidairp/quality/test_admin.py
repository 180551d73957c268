"""The panel beside the form: on opening, while typing, and for those who may not."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.models import Post
from news.quality import OTHER_DAY
from nidairp.days import written
from tests.factories import make_category, make_image, make_page, make_post, make_publication
from tests.sent import opened_form

pytestmark = pytest.mark.django_db
ADD = "/admin/news/post/quality/"


def checking(post: Post) -> str:
    return reverse("admin:news_post_quality", args=[post.pk])


def change(post: Post) -> str:
    return reverse("admin:news_post_change", args=[post.pk])


def test_the_form_shows_what_could_be_better_of_what_is_stored(admin_client: Client) -> None:
    shown = admin_client.get(
        change(make_post(body="<p>By <a href='/gone/'>the group</a></p>"))
    ).content.decode()
    assert "“the group” leads to /gone/" in shown
    assert "The summary is missing" in shown
    assert f'data-address="{checking(Post.objects.get())}"' in shown


def test_an_empty_form_finds_no_fault(admin_client: Client) -> None:
    shown = admin_client.get("/admin/news/post/add/").content.decode()
    assert "is checked here" in shown
    assert "The title is missing" not in shown


def test_what_is_typed_is_checked_and_nothing_is_written(admin_client: Client) -> None:
    post = make_post(title="A title that is long enough", body="<p>Old</p>")
    typed = opened_form(
        admin_client, change(post), title="LOUD AND SHORT TITLE", body="<h4>Deep</h4><p>x</p>"
    )
    shown = admin_client.post(checking(post), typed).content.decode()
    assert "The title is in capitals" in shown
    assert "“Deep” has level 4" in shown
    assert 'data-tag="h4" data-index="0"' in shown
    post.refresh_from_db()
    assert post.body == "<p>Old</p>"


def test_a_form_that_could_not_be_saved_is_checked_all_the_same(admin_client: Client) -> None:
    shown = admin_client.post(ADD, {"title": "", "date": "tomorrow", "category": "x", "body": "<h3>A</h3>"})
    assert shown.status_code == 200
    assert "The title is missing" in shown.content.decode()
    assert "“A” has level 3" in shown.content.decode()


def test_hot_off_the_press_wants_a_figure_and_a_publication(admin_client: Client) -> None:
    hot, publication = make_category(slug="hot-off-the-press"), make_publication()
    row = "citedpublication_set-0"
    typed = {"title": "x", "category": hot.pk}
    said = admin_client.post(ADD, typed).content.decode()
    assert "No publication is attached" in said
    assert "There is no figure" in said
    typed |= {f"{row}-publication": publication.pk}
    assert "No publication is attached" not in admin_client.post(ADD, typed).content.decode()
    typed |= {f"{row}-DELETE": "on"}
    assert "No publication is attached" in admin_client.post(ADD, typed).content.decode()
    assert "No publication" not in admin_client.post(ADD, {"category": make_category().pk}).content.decode()


def test_a_stored_figure_counts_and_wants_its_alternative_text(admin_client: Client) -> None:
    post = make_post(category=make_category(slug="hot-off-the-press"), figure=make_image(), figure_alt="Bars")
    typed = opened_form(admin_client, change(post), figure_alt="")
    said = admin_client.post(checking(post), typed).content.decode()
    assert "There is no figure" not in said
    assert "The figure has no alternative text" in said


@pytest.mark.slow
def test_a_date_of_another_day_than_it_becomes_public_is_said(admin_client: Client) -> None:
    today = timezone.localdate()
    draft = make_post(state="draft", date=today)
    said = admin_client.get(change(draft)).content.decode()
    assert OTHER_DAY.title not in said
    typed = opened_form(admin_client, change(draft), publish_at="2099-06-03T23:30")
    said = admin_client.post(checking(draft), typed).content.decode()
    assert f"It says {written(today)}; readers see it from June 3, 2099 on" in said
    typed["date"] = "2099-06-03"
    assert OTHER_DAY.title not in admin_client.post(checking(draft), typed).content.decode()
    old = make_post(state="draft", date=today - timedelta(days=3))
    would = f"It says {written(old.date)}; published now, readers see it from {written(today)} on"
    assert would in admin_client.get(change(old)).content.decode()
    Post.objects.filter(pk=old.pk).update(publish_at=timezone.now() - timedelta(days=2))
    assert would in admin_client.get(change(old)).content.decode()
    Post.objects.filter(pk=old.pk).update(state="published")
    assert OTHER_DAY.title not in admin_client.get(change(old)).content.decode()


def test_a_taken_address_is_said_before_saving(admin_client: Client) -> None:
    post = make_post(slug="taken", title="The first one")
    typed = {"title": "x", "slug": "taken", "category": post.category_id}
    assert "It belongs to “The first one”" in admin_client.post(ADD, typed).content.decode()
    assert "It belongs to" not in admin_client.get(change(post)).content.decode()
    page = make_page(slug="about", title="About us")
    said = admin_client.post("/admin/pages/page/quality/", {"title": "x", "slug": "about"}).content.decode()
    assert "It belongs to “About us”" in said
    below = {"title": "x", "slug": "about", "parent": page.pk}
    assert "It belongs to" not in admin_client.post("/admin/pages/page/quality/", below).content.decode()


def test_a_title_that_something_published_has_is_named(admin_client: Client) -> None:
    make_page(title="Émile and the long title")
    make_post(title="A draft with a long title", state="draft")
    said = admin_client.post(ADD, {"title": "Émile and the long title"}).content.decode()
    assert "the page “Émile and the long title” too" in said
    assert "too" not in admin_client.post(ADD, {"title": "A draft with a long title"}).content.decode()


def test_markup_that_is_typed_stays_text(admin_client: Client) -> None:
    body = "<h3>&lt;script&gt;alert(1)&lt;/script&gt;</h3><script>alert(2)</script>"
    said = admin_client.post(ADD, {"title": "x", "body": body}).content.decode()
    assert "“&lt;script&gt;alert(1)&lt;/script&gt;” has level 3" in said
    assert "<script" not in said


def test_only_who_may_change_it_may_ask(client: Client) -> None:
    post = make_post(state="draft", title="A secret", slug="secret")
    assert client.post(checking(post)).status_code == 302
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_post"))
    client.force_login(reader)
    assert client.post(checking(post)).status_code == 403
    assert client.post(ADD).status_code == 403
    assert client.get(change(post)).status_code == 200


def test_it_is_asked_by_post_with_a_token(admin_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert client.get(ADD).status_code == 405
    assert client.post(ADD).status_code == 403


def test_queries_do_not_grow_with_links(admin_client: Client, django_assert_max_num_queries) -> None:
    posts = [make_post(category=make_category(slug=f"c{number}")) for number in range(9)]
    links = [f"<a href='{post.get_absolute_url()}'>post {post.pk}</a>" for post in posts]
    typed = {"title": "x", "body": f"<p>{links[0]}</p>"}
    with django_assert_max_num_queries(30) as few:
        admin_client.post(ADD, typed)
    with django_assert_max_num_queries(len(few)):
        admin_client.post(ADD, typed | {"body": f"<p>{' '.join(links)}</p>"})
