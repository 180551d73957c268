"""Many rows without a cursor of the database's: a pooler gives each question another server."""

from contextlib import closing

import pytest
from django.db import connection, connections

from news.models import Category
from nidairp.backup.snapshot import snapshot
from nidairp.in_pieces import in_pieces
from tests.factories import make_category


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
