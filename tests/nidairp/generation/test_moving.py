"""Whoever writes what the public sees moves the generation, in the same transaction; others do not."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from news.models import CitedPublication, Post
from nidairp.editing import drafts, publishing, snapshot
from nidairp.generation.by_app import by_app
from nidairp.generation.reading import SQL, Reader
from nidairp.generation.triggers import MOVED
from nidairp.generation.watched import watched
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.redirects.models import Redirect
from publications.importing import batch
from publications.merging import joining, parting
from publications.models import Author, AuthorMerge, ListSegment, Publication
from tests.factories import (
    make_category,
    make_document,
    make_image,
    make_merge,
    make_page,
    make_person,
    make_post,
    make_publication,
)
from tests.nidairp.editing.conftest import eastern
from tests.publications.importing.texts import entry, stage

pytestmark = pytest.mark.django_db


def generation() -> str:
    with connection.cursor() as cursor:
        cursor.execute(SQL)
        return cursor.fetchone()[0]


def moved_by(change: Callable[[], Any]) -> bool:
    if connection.vendor == "postgresql":  # once is enough in each transaction, and a test is only one
        with connection.cursor() as cursor:
            for app in {one.app for one in watched()}:
                cursor.execute("SELECT set_config(%s, '', true)", [MOVED + app])
    before = generation()
    change()
    return generation() != before


def by_hand(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_every_way_of_writing_does():
    page = make_page()
    assert moved_by(page.save)
    assert moved_by(lambda: type(page).objects.update(title="All at once"))
    assert moved_by(lambda: type(page).objects.bulk_create([type(page)(title="Two", slug="two", path="two")]))
    assert moved_by(lambda: type(page).objects.bulk_update([page], ["title"]))
    assert moved_by(lambda: by_hand("UPDATE pages_page SET title = 'By hand'"))
    assert moved_by(lambda: by_hand("DELETE FROM pages_page"))


def test_so_does_whatever_belongs_to_a_page():
    post, paper, page = make_post(), make_publication(authors="Alpha, Ann"), make_page()
    author = Author.objects.get()
    assert moved_by(lambda: CitedPublication.objects.create(post=post, publication=paper, position=0))
    assert moved_by(lambda: paper.tags.create(name="Tag", slug="tag"))
    assert moved_by(paper.tags.clear)
    assert moved_by(make_category)
    assert moved_by(make_image)
    assert moved_by(lambda: post.files.create(document=make_document()))
    assert moved_by(lambda: Redirect.objects.create(old_path="/old/", address="/news/"))
    person = make_person(author)
    assert moved_by(lambda: person.pages.add(page))


def test_a_menu_item_does_added_hidden_and_moved():
    menu = MenuItem.objects.menu("primary")
    assert moved_by(lambda: tree.add(menu, "One", address="/one/"))
    assert moved_by(lambda: tree.add(menu, "Two", address="/two/"))
    item = MenuItem.objects.get(title="Two")
    assert moved_by(lambda: tree.move(item.pk, "up"))
    assert moved_by(lambda: tree.show(item.pk, False))
    assert moved_by(lambda: tree.remove(item.pk))


def test_an_import_and_its_undoing_do():
    made = stage(entry("one", title="A quokka in the dark", year="2020", author="Alpha, Ann"))
    assert moved_by(lambda: batch.apply(made))
    assert Publication.objects.count() == 1
    assert moved_by(lambda: batch.undo(made))
    assert Publication.objects.count() == 0


def test_a_merge_of_authors_and_its_undoing_do():
    assert moved_by(make_merge)
    merge = AuthorMerge.objects.get()
    assert moved_by(lambda: parting.undo(merge))
    assert moved_by(lambda: joining.merge(merge.into_id, [merge.author_id]))


def test_what_is_not_seen_does_not(admin_user: User):
    post, paper = make_post(title="Public"), make_publication()
    content = snapshot.with_fields(snapshot.take(post), title="Draft")
    row = Redirect.objects.create(old_path="/old/", address="/news/")
    assert not moved_by(lambda: drafts.save(post, content, admin_user))
    assert not moved_by(lambda: stage(entry("one", title="Staged only")))
    assert not moved_by(ListSegment.objects.settle)
    assert not moved_by(lambda: Redirect.objects.filter(pk=row.pk).update(hits=5, last_used="2026-06-01"))
    assert not moved_by(lambda: Session.objects.create(session_key="x", expire_date=timezone.now()))
    assert not moved_by(admin_user.save)
    assert paper.pk


def test_publishing_a_draft_does_and_so_does_setting_a_moment_for_it(admin_user: User):
    post = make_post(title="Public")
    content = snapshot.with_fields(snapshot.take(post), title="Draft")
    drafts.save(post, content, admin_user)
    assert moved_by(lambda: publishing.schedule_for(post, eastern("2099-06-01 09:00"), admin_user))
    assert moved_by(lambda: publishing.publish(post, admin_user))
    assert Post.objects.get().title == "Draft"


def test_making_the_search_index_anew_does():
    make_post()
    assert moved_by(lambda: call_command("rebuild_search", verbosity=0))


def test_a_change_moves_the_number_of_its_own_app_alone():
    page, post, paper = make_page(), make_post(), make_publication(authors="Alpha, Ann")

    def moved(change: Callable[[], Any]) -> set[str]:
        before = by_app(generation())
        assert moved_by(change)
        after = by_app(generation())
        assert before.keys() == after.keys() == {one.app for one in watched()}
        return {app for app in before if before[app] != after[app]}

    assert moved(lambda: type(page).objects.update(position=3)) == {"pages"}
    assert moved(lambda: type(post).objects.update(figure_credit="Somebody")) == {"news"}
    assert moved(lambda: Author.objects.update(affiliation="NIDA")) == {"publications"}
    assert moved(lambda: paper.tags.create(name="Tag", slug="tag")) >= {"publications"}
    assert moved(lambda: tree.add(MenuItem.objects.menu("primary"), "One", address="/one/")) == {"navigation"}
    assert moved(lambda: Redirect.objects.create(old_path="/old/", address="/news/")) == {"redirects"}


def test_numbers_of_the_apps_are_known_only_of_the_very_generation_that_they_were_read_in():
    page = make_page()
    before = generation()
    assert moved_by(page.save)
    assert by_app(before) == {}
    assert sum(map(int, by_app(generation()).values())) == int(generation())


def test_what_is_taken_back_leaves_no_trace():
    page = make_page()
    before = generation()
    with transaction.atomic():
        page.save()
        transaction.set_rollback(True)
    assert generation() == before


@pytest.mark.parametrize("prepares", [sys.maxsize, None])
@pytest.mark.django_db(transaction=True)
def test_others_see_it_with_the_change_and_not_before(
    prepares: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether PostgreSQL is asked by a prepared statement or, for a pooler that knows none, without."""
    if connection.vendor == "postgresql":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "prepare_threshold", prepares)
    page, read = make_page(), Reader()
    try:
        before = read()
        with transaction.atomic():
            page.save()
            assert read() == before
        assert read() != before
    finally:
        read.close()


@pytest.mark.django_db(transaction=True)
def test_no_writer_waits_for_another_one_because_of_it():
    """On SQLite there is one writer at a time anyway."""
    one, two = make_page(), make_page()
    before = generation()
    with transaction.atomic():
        one.save()
        if connection.vendor == "postgresql":
            other = connections.create_connection("default")
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
                cursor.execute("UPDATE pages_page SET title = 'Other' WHERE id = %s", [two.pk])
                cursor.execute("SET default_transaction_isolation = 'repeatable read'")
                cursor.execute("UPDATE pages_page SET title = 'Other still' WHERE id = %s", [two.pk])
            other.close()
            assert generation() != before
    assert generation() != before


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_while_tables_change_there_is_none_and_afterwards_another_one():
    make_page()
    before = generation()
    call_command("migrate", "quality", "zero", verbosity=0)
    between = generation()
    call_command("migrate", verbosity=0)
    assert None not in (before, between, generation())
    assert len({before, between, generation()}) == 3
    call_command("migrate", "generation", "zero", verbosity=0)
    make_page()
    call_command("migrate", verbosity=0)
    assert moved_by(make_page)
