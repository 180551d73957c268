"""``among`` finds what ``in`` finds, on both databases."""

import pytest

from publications.among import among
from publications.models import Author, Publication
from tests.factories import make_publication

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("values", [[], ["key"], ['a"b', "ü\\", "x'y"], [str(n) for n in range(3000)]])
def test_text_is_found_as_by_in(values):
    for key in ('a"b', "ü\\", "x'y", "7", "elsewhere"):
        make_publication(citation_key=key, slug="")
    rows = Publication.objects.order_by("pk")
    assert list(rows.filter(among("citation_key", values))) == list(rows.filter(citation_key__in=values))


def test_numbers_and_relations_are_found_as_by_in():
    one, two = make_publication(authors="A, B", year=2001), make_publication(authors="C, D", year=2002)
    rows = Publication.objects.order_by("pk")
    assert list(rows.filter(among("pk", [two.pk, -1]))) == [two]
    assert list(rows.filter(among("year", {2001, 1999}))) == [one]
    assert list(Author.objects.filter(among("contributions__publication", [one.pk]))) == [
        Author.objects.get(family="A")
    ]
