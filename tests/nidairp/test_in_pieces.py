"""Many rows without a cursor of the database's: a pooler gives each question another server."""

import datetime
from contextlib import closing

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.models import Category, Post
from nidairp.backup.snapshot import snapshot
from nidairp.editing.models import Revision
from nidairp.in_pieces import in_pieces
from nidairp.library import leftovers, uses
from nidairp.library.models import Document, Image
from nidairp.pages.models import Page
from nidairp.redirects.models import Redirect
from tests.factories import make_category, make_image


def cursors(using=connection) -> int:
    with using.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE '_django_curs%'")
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5])
def test_each_row_comes_once_and_in_order(number: int, django_assert_max_num_queries) -> None:
    for name in range(number):
        make_category(name=f"{9 - name}")
    with django_assert_max_num_queries(number // 2 + 1):
        pieces = list(in_pieces(Category.objects.all(), size=2))
    assert [len(piece) for piece in pieces] == [2] * (number // 2) + [1] * (number % 2)
    assert [row.name for piece in pieces for row in piece] == [f"{9 - name}" for name in range(number)]


@pytest.mark.django_db
def test_it_takes_values_and_another_column() -> None:
    for name in ("b", "c", "a"):
        make_category(name=name)
    rows = Category.objects.values("name").filter(name__gt="a")
    assert list(in_pieces(rows, "name", size=1)) == [[{"name": "b"}], [{"name": "c"}]]


@pytest.mark.django_db
def test_what_is_done_to_a_piece_does_not_end_the_rest() -> None:
    for name in ("a", "b", "c"):
        make_category(name=name)
    rows = in_pieces(Category.objects.values("name"), "name", size=2)
    assert [row.pop("name") for piece in rows for row in piece] == ["a", "b", "c"]


@pytest.mark.django_db
def test_the_last_may_come_first() -> None:
    keys = [make_category().pk for _ in range(5)]
    pieces = in_pieces(Category.objects.all(), "-pk", size=2)
    assert [[row.pk for row in piece] for piece in pieces] == [keys[:2:-1], keys[2:0:-1], keys[:1]]


@pytest.mark.django_db
def test_what_may_be_very_many_rows_is_never_asked_for_at_once(admin_client) -> None:
    """Without cursors `iterator()` would have all of them in memory."""
    image = make_image()
    with CaptureQueriesContext(connection) as asked:
        uses.of(image)
        uses.elsewhere(Image)
        leftovers.clear(datetime.timedelta(days=1))
        b"".join(admin_client.get(reverse("admin:redirects_redirect_export")))
    in_pieces = [one["sql"] for one in asked if one["sql"].endswith("LIMIT 500")]
    for model in (Revision, Post, Page, Image, Document, Redirect):
        assert any(f'FROM "{model._meta.db_table}"' in sql for sql in in_pieces), model


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_nothing_is_left_with_the_database_between_two_rows() -> None:
    """PgBouncer in its transaction mode answers the next question from another server."""
    if connection.vendor == "postgresql":
        make_category(name="a")
        make_category(name="b")
        with closing(Category.objects.iterator(chunk_size=1)) as rows:
            next(rows)
            assert cursors() == 0


@pytest.mark.django_db(transaction=True)
def test_a_backup_has_its_own_transaction_so_its_memory_does_not_grow() -> None:
    if connection.vendor == "postgresql":
        make_category(name="a")
        make_category(name="b")
        with snapshot() as alias, closing(Category.objects.using(alias).iterator(chunk_size=1)) as rows:
            next(rows)
            assert cursors(connections[alias]) == 1
