"""Migrations may change the tables that the triggers watch, and the index stands again when they are done."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command

from nidairp.search.models import Entry
from tests.factories import make_page, make_post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _complete() -> Iterator[None]:
    yield
    call_command("migrate", verbosity=0)


@pytest.mark.one_database
def test_a_table_can_go_and_come_back():
    make_page(title="Stays")
    call_command("migrate", "news", "zero", verbosity=0)
    call_command("migrate", verbosity=0)
    make_post(title="Comes")
    assert sorted(Entry.objects.values_list("title", flat=True)) == ["Comes", "Stays"]


def test_a_column_that_is_searched_can_go_and_come_back():
    call_command("migrate", "pages", "0008", verbosity=0)
    call_command("migrate", verbosity=0)
    make_page(title="Comes")
    assert list(Entry.objects.values_list("title", flat=True)) == ["Comes"]


def test_the_search_itself_can_go_and_come_back():
    make_page(title="Stays")
    call_command("migrate", "search", "zero", verbosity=0)
    make_page(title="Saved without")
    call_command("migrate", verbosity=0)
    assert sorted(Entry.objects.values_list("title", flat=True)) == ["Saved without", "Stays"]
