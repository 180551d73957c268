"""Many rows in one go."""

import pytest
from django.db import connection, transaction

from publications.importing import bulk
from publications.models import Tag

NAMES = ("id", "name", "slug")


def pragmas() -> list[int]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        return [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("cache_size", "temp_store")]


@pytest.mark.django_db(transaction=True)
def test_the_room_that_an_import_takes_is_given_back_whatever_happens() -> None:
    before = pragmas()

    def fail() -> None:
        with bulk.room(), transaction.atomic():
            assert pragmas() != before or connection.vendor == "postgresql"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert pragmas() == before


@pytest.mark.django_db
def test_room_can_be_taken_inside_of_a_transaction() -> None:
    before = pragmas()
    with bulk.room():
        Tag.objects.create(name="a", slug="a")
    assert pragmas() == before
    assert Tag.objects.count() == 1


@pytest.mark.django_db
def test_more_rows_than_fit_in_one_statement_are_all_inserted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_MOST_VALUES", 7)
    bulk.insert(Tag, NAMES, [(number, f"n{number}", f"s{number}") for number in range(1, 6)])
    assert list(Tag.objects.order_by("pk").values_list(*NAMES)) == [
        (n, f"n{n}", f"s{n}") for n in range(1, 6)
    ]


@pytest.mark.django_db
def test_no_rows_are_no_statement() -> None:
    bulk.insert(Tag, NAMES, [])
    bulk.update(Tag, ("name",), [])
    assert not Tag.objects.exists()
