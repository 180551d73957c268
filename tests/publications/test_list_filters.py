"""What the list in the admin is narrowed by."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from publications.list_filters import Missing, Twice, had_by_several
from publications.models import Publication
from tests.factories import make_publication


@pytest.mark.django_db
def test_a_date_in_words_agrees_with_its_year() -> None:
    for date in ("2019-03-26", "March 2019", "26 March 2019", ""):
        make_publication(date=date, year=2019)
    apart = make_publication(date="2019-03", year=2019)
    Publication.objects.filter(pk=apart.pk).update(year=2020)
    _, rows = Missing.BY_CHOICE["date"]
    assert [one.pk for one in Publication.objects.filter(rows)] == [apart.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["doi", "title"])
def test_what_may_be_here_twice_stands_side_by_side(admin_client: Client, said: str) -> None:
    older = make_publication(title="Cue, reward", doi="10.1/A", year=1999)
    make_publication(title="Another", doi="10.1/b", year=2005)
    newer = make_publication(title="Cue: <i>Reward</i>", doi="10.1/a", year=2015)
    for _ in range(2):
        make_publication(title="", doi="")
    shown = admin_client.get(reverse("admin:publications_publication_changelist"), {"twice": said})
    assert [row.pk for row in shown.context["cl"].result_list] == [newer.pk, older.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["doi", "title"])
def test_what_may_be_here_twice_is_counted_in_an_index(said: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    _, key = Twice.BY_CHOICE[said]
    alone = {"postgresql": "Index Only Scan", "sqlite": "COVERING INDEX"}
    assert alone[connection.vendor] in had_by_several(key).explain()


@pytest.mark.django_db
def test_a_year_that_is_mistyped_is_found() -> None:
    make_publication(year=timezone.localdate().year + 1)
    mistyped = make_publication(year=3019)
    _, rows = Missing.BY_CHOICE["ahead"]
    assert [one.pk for one in Publication.objects.filter(rows)] == [mistyped.pk]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2019", {2019}),
        (" 2015–2019 ", {2015, 2019}),
        ("2016-", {2019, 2024}),
        ("-2015", {2015}),
        ("", {2015, 2019, 2024, None}),
        ("in press", set()),
        ("99999", set()),
        ("0\x00", set()),
    ],
)
def test_years_are_typed_as_in_the_public_list(
    admin_client: Client, typed: str, found: set[int | None]
) -> None:
    for year in (2015, 2019, 2024, None):
        make_publication(title="Of a year", year=year)
    make_publication(title="Another", year=2019)
    address = reverse("admin:publications_publication_changelist")
    shown = admin_client.get(address, {"years": typed, "q": "of a year"})
    assert {row.year for row in shown.context["cl"].result_list} == found
    text = shown.content.decode()
    assert '<input type="hidden" name="q" value="of a year">' in text
    assert "for 2015 and later, 2015–</span>" in text


@pytest.mark.django_db
def test_what_stands_twice_in_the_address_is_sent_along_twice(admin_client: Client) -> None:
    address = reverse("admin:publications_publication_changelist")
    twice = {"entry_type__in": ["article", "book"], "years": "2019", "p": "1"}
    text = admin_client.get(address, twice).content.decode()
    (form,) = re.findall(
        r'<form method="get" class="autocomplete-filter">\s*(.*?)<input name="years"', text, re.S
    )
    hidden = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', form)
    assert hidden == [("entry_type__in", "article"), ("entry_type__in", "book")]
