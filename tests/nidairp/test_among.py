"""Rows whose column is among what another question finds: the same rows as for ``IN``, on both databases."""

import pytest
from django.db import connection

from news.models import Category
from nidairp.among import Among
from nidairp.prepared import Prepared
from tests.factories import make_category

pytestmark = pytest.mark.django_db


def of(*names: str):
    return Category.objects.filter(name__in=names).values("pk")


def test_it_finds_what_is_among_them() -> None:
    one, two, _ = (make_category(name=name) for name in ("One", "Two", "Three"))
    found = Category.objects.filter(Among("pk", of("One", "Two"))).order_by("name")
    assert list(found) == [one, two]
    assert list(found.exclude(Among("pk", of("One")))) == [two]


def test_among_nothing_there_is_nothing() -> None:
    make_category(name="One")
    assert not Category.objects.filter(Among("pk", of("Nobody"))).exists()


def test_it_can_stand_in_itself_and_in_what_is_prepared() -> None:
    one = make_category(name="One")
    inner = Category.objects.filter(Among("pk", of("One"))).values("pk")
    assert list(Category.objects.filter(Among("pk", inner))) == [one]
    prepared = Prepared(lambda name: Category.objects.filter(Among("pk", of(name))))
    assert prepared(name="One") == [one]
    assert prepared(name="Two") == []


def test_postgresql_looks_for_all_at_once_and_in_no_order() -> None:
    sql = str(Category.objects.filter(Among("pk", of("One").order_by("name"))).order_by("name").query)
    assert (" = ANY(ARRAY(SELECT " in sql) is (connection.vendor == "postgresql")
    assert (" IN (SELECT " in sql) is (connection.vendor == "sqlite")
    assert sql.count("ORDER BY") == 1
