"""What is kept of a publication is kept as long as it says the same, and no longer."""

import datetime

import pytest
from django.db import models
from pytest_django import DjangoAssertNumQueries

from publications.citations.kept import KeptByContent, said
from publications.models import Contribution, Publication
from publications.templatetags.publication_box import publication_box
from publications.templatetags.publication_metadata import json_ld_citing
from tests.factories import make_publication

pytestmark = pytest.mark.django_db


def read(key: int) -> Publication:
    return Publication.objects.with_people().get(pk=key)


@pytest.fixture
def key() -> int:
    return make_publication(title="A paper", authors="Marlowe, S; Steen, E", abstract="Rats.").pk


def test_it_is_made_once_for_all_who_read_the_same(key: int):
    made: list[str] = []
    kept = KeptByContent(lambda publication, how: made.append(how) or publication.title, limit=5)
    assert [kept(read(key), "short"), kept(read(key), "short"), kept(read(key), "long")] == ["A paper"] * 3
    assert made == ["short", "long"]


ANOTHER = {
    models.CharField: "other",
    models.TextField: "another",
    models.JSONField: {"month": "may"},
    models.DateTimeField: datetime.datetime(1999, 1, 2, tzinfo=datetime.UTC),
    models.DateField: datetime.date(1999, 1, 2),
    models.PositiveSmallIntegerField: 1888,
    models.BooleanField: None,
}


@pytest.mark.parametrize(
    "field",
    [field for field in Publication._meta.concrete_fields if not field.primary_key],
    ids=lambda f: f.name,
)
def test_any_column_says_something(key: int, field: models.Field):
    other = next(value for kind, value in ANOTHER.items() if isinstance(field, kind))
    before = read(key)
    value = not getattr(before, field.attname) if other is None else other
    Publication.objects.filter(pk=key).update(**{field.attname: value})
    assert said(read(key)) != said(before)


@pytest.mark.parametrize("name", ["family", "given", "prefix", "suffix", "role", "position"])
def test_so_does_what_is_printed_of_people(key: int, name: str):
    before = read(key)
    value = {"role": "editor", "position": 7}.get(name, "Another")
    Contribution.objects.filter(pk=before.people("author")[0].pk).update(**{name: value})
    assert said(read(key)) != said(before)


@pytest.mark.parametrize("change", [{"slug": "another"}, {"orcid": "0000-0002-1825-0097"}])
def test_so_does_what_is_known_of_them(key: int, change: dict[str, str]):
    before = read(key)
    author = before.people("author")[0].author
    type(author).objects.filter(pk=author.pk).update(**change)
    assert said(read(key)) != said(before)


def test_an_edit_is_seen_in_what_pages_show(key: int, settings):
    def shown() -> str:
        return publication_box(read(key)) + json_ld_citing({}, [read(key)])

    before = shown()
    assert "A paper" in before and shown() == before
    Publication.objects.filter(pk=key).update(title="A better paper")
    assert "A better paper" in shown() and "A paper" not in shown()
    assert "BibTeX</" not in publication_box(read(key), show_bibtex=False)
    settings.SITE_URL = "https://elsewhere.test"
    assert "https://elsewhere.test/" in shown()


def test_nothing_is_kept_of_what_has_not_been_read_whole(key: int):
    kept = KeptByContent(lambda publication: publication.abstract, limit=5)
    rows = Publication.objects.defer("abstract")
    assert kept(rows.get(pk=key)) == "Rats."
    Publication.objects.filter(pk=key).update(abstract="Mice.")
    assert kept(rows.get(pk=key)) == "Mice."


def test_what_was_kept_first_goes_first(key: int, django_assert_num_queries: DjangoAssertNumQueries):
    made: list[int] = []
    kept = KeptByContent(lambda publication, how: made.append(how) or "five!", limit=10, size=len)
    publication = read(key)
    with django_assert_num_queries(0):
        for how in (1, 2, 3, 3, 2, 1):
            kept(publication, how)
    assert made == [1, 2, 3, 1]
