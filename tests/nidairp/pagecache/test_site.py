"""The page cache before the site itself: an edit is seen at once, and nothing that is not public ever is."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client

from news.models import Post
from nidairp import handler
from nidairp.editing import drafts, publishing, snapshot
from nidairp.editing.models import Share
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.pagecache.layer import PageCache
from nidairp.redirects.models import Redirect
from publications.models import Publication
from tests.factories import make_page, make_post, make_publication
from tests.nidairp.editing.conftest import Clock, eastern
from tests.processes import go_on, running

from .visitor import ask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def site() -> Iterator[PageCache]:
    made = PageCache(handler.application(), megabytes=4)
    yield made
    made.generation.close()


def is_kept(site: PageCache, address: str) -> bool:
    return site.store.get(tuple(address.partition("?")[::2])) is not None


def draft_of(post: Post, user: User, title: str) -> None:
    drafts.save(post, snapshot.with_fields(snapshot.take(post), title=title), user)


def test_an_edit_is_seen_at_the_next_request_and_a_draft_is_not(site: PageCache, admin_user: User):
    post = make_post(title="First")
    address = post.get_absolute_url()
    assert "First" in ask(site, address).text and is_kept(site, address)
    first = site.generation()
    draft_of(post, admin_user, "Hidden draft")
    assert site.generation() == first  # so nothing is made anew for it
    assert "Hidden draft" not in ask(site, address).text
    publishing.publish(post, admin_user)
    assert "Hidden draft" in ask(site, address).text
    Post.objects.update(title="Past the ORM's save")
    assert "Past the ORM&#x27;s save" in ask(site, address).text
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_post SET title = 'By hand'")
    assert "By hand" in ask(site, address).text
    publishing.unpublish(post, admin_user)
    assert ask(site, address).status == 404
    assert ask(site, "/news/").status == 200


def test_pages_of_kept_parts_are_the_pages_that_are_made_anew(site: PageCache):
    works = [make_publication(title=f"Work {number}", year=1990 + number % 30) for number in range(30)]
    post = make_post()
    post.publications.set(works[:2])
    tree.add(MenuItem.objects.menu("primary"), "A way out", address="/news/")
    lists = (
        "/publications/",
        "/publications/?page=2",
        "/publications/?year=1995",
        "/publications/?sort=title",
    )
    news = ("/news/", f"/news/?year={post.date.year}")
    addresses = [*lists, *news, "/", post.get_absolute_url(), works[0].get_absolute_url()]

    def differing() -> list[str]:
        return [one for one in addresses if ask(site, one).body != ask(site.application, one).body]

    assert differing() == []
    Publication.objects.filter(pk=works[29].pk).update(title="Renamed")
    assert differing() == []
    assert "Renamed" in ask(site, lists[0]).text
    Publication.objects.filter(pk__in=[work.pk for work in works[5:]]).update(is_public=False)
    assert differing() == []


def test_a_page_asks_little_where_others_of_its_generation_have_been_made(
    site: PageCache, django_assert_max_num_queries: Any
):
    works = [make_publication(title=f"Work {number}", authors="A, B; C, D") for number in range(30)]
    posts = [make_post(cites=tuple(works[:3])) for _ in range(2)]
    for address in ("/publications/", posts[0].get_absolute_url()):
        ask(site, address)
    for address, most in (
        ("/publications/?page=2", 1),
        (posts[1].get_absolute_url(), 4),
        (works[0].get_absolute_url(), 4),
    ):
        with django_assert_max_num_queries(most):
            assert ask(site, address).status == 200


def test_menus_follow_too(site: PageCache):
    make_page(slug="here")
    item = tree.add(MenuItem.objects.menu("primary"), "A way out", address="/news/")
    assert "A way out" in ask(site, "/here/").text
    tree.show(item.pk, False)
    assert "A way out" not in ask(site, "/here/").text


def test_at_its_moment_a_page_is_there_and_gone_again_though_nobody_edits(site: PageCache, clock: Clock):
    post = make_post(
        state="scheduled",
        publish_at=eastern("2026-06-01 13:00"),
        unpublish_at=eastern("2026-06-01 14:00"),
        title="Due at one",
    )
    assert "Due at one" not in ask(site, "/news/").text
    clock.set("2026-06-01 12:59")
    assert ask(site, post.get_absolute_url()).status == 404
    clock.set("2026-06-01 13:00")
    assert "Due at one" in ask(site, "/news/").text
    clock.set("2026-06-01 12:30")  # the clock is set back: what was published stays so
    assert "Due at one" in ask(site, "/news/").text
    clock.set("2026-06-01 14:00")
    assert "Due at one" not in ask(site, "/news/").text


def test_scheduled_changes_of_what_is_public_are_seen_at_their_moment(
    site: PageCache, clock: Clock, admin_user: User
):
    post = make_post(title="Before")
    assert "Before" in ask(site, "/news/").text
    draft_of(post, admin_user, "Afterwards")
    publishing.schedule_for(post, eastern("2026-06-01 13:00"), admin_user)
    assert "Before" in ask(site, "/news/").text and is_kept(site, "/news/")
    clock.set("2026-06-01 13:00")
    assert "Afterwards" in ask(site, "/news/").text
    assert "Afterwards" in ask(site, "/news/").text and is_kept(site, "/news/")


def test_a_preview_is_never_kept_and_leaves_nothing_behind(site: PageCache, admin_user: User):
    post = make_post(title="Public title")
    address = post.get_absolute_url()
    ask(site, address)
    draft_of(post, admin_user, "Secret draft")
    link = Share.objects.create(object=post, made_by=admin_user)
    preview = ask(site, f"/preview/{link.token}/")
    assert "Secret draft" in preview.text and preview.headers["cache-control"] == "no-store, private"
    assert "x-accel-expires" not in preview.headers
    assert not is_kept(site, f"/preview/{link.token}/")
    for shown in (address, "/news/", "/", "/search/?q=secret", "/news/feed/"):
        assert "Secret draft" not in ask(site, shown).text


def test_whoever_is_logged_in_neither_gets_nor_leaves_a_kept_page(site: PageCache, admin_client: Client):
    make_page(slug="here")
    cookie = f"sessionid={admin_client.cookies['sessionid'].value}"
    assert not is_kept(site, "/here/")
    assert "x-accel-expires" not in ask(site, "/here/", cookie=cookie).headers
    assert not is_kept(site, "/here/")
    assert "x-accel-expires" in ask(site, "/here/").headers
    for address in ("/admin/", "/admin/login/"):
        answer = ask(site, address, cookie=cookie)
        assert "x-accel-expires" not in answer.headers and not is_kept(site, address)


def test_redirects_are_counted_and_take_the_whole_query_along(site: PageCache):
    cache.clear()  # uses of another test's redirect may wait there under the same number
    row = Redirect.objects.create(old_path="/old/", address="/news/")
    for _ in range(2):
        answer = ask(site, "/old/?utm_source=mail")
        assert (answer.status, answer.headers["location"]) == (301, "/news/?utm_source=mail")
    row.refresh_from_db()
    assert row.hits >= 1


def test_a_publication_in_another_form_is_not_mixed_up_with_its_page(site: PageCache):
    address = make_publication().get_absolute_url()
    for _ in range(2):
        page = ask(site, address, accept="text/html")
        other = ask(site, address, accept="application/x-bibtex")
        assert page.text.startswith("<!doctype html>") and "Accept" in page.headers["vary"]
        assert other.text.startswith("@") and "x-accel-expires" not in other.headers


@pytest.mark.parametrize(
    "address", ["/", "/here/", "/news/", "/publications/", "/search/?q=one", "/sitemap.xml"]
)
def test_pages_and_lists_can_be_kept_at_all(site: PageCache, address: str):
    make_page(slug="here")
    first = ask(site, address)
    assert first.status == 200 and is_kept(site, address)
    assert ask(site, address) == first


def test_a_foreign_host_is_refused_before_and_after_the_page_is_kept(site: PageCache):
    make_page(slug="here")
    assert ask(site, "/here/", host="evil.example").status == 400
    assert "evil" not in ask(site, "/here/", x_forwarded_host="evil.example").text
    assert ask(site, "/here/", host="evil.example").status == 400


def test_every_process_sees_an_edit_at_its_next_request():
    post = make_post(title="Edit 0")
    module = "tests.nidairp.pagecache.asker"
    with running(module, post.get_absolute_url()) as one, running(module, post.get_absolute_url()) as two:
        for number in range(1, 6):
            Post.objects.update(title=f"Edit {number}")
            for process in (one, two, one):
                go_on(process)
                assert process.stdout.readline().strip() == f"Edit {number}"
