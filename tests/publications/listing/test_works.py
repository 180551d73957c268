"""What an author's page shows of the columns is what the rows say."""

import pytest

from publications.listing.works import Works
from publications.models import Author, Publication
from tests.factories import make_publication

pytestmark = pytest.mark.django_db


def test_they_are_the_public_ones_in_any_role_and_the_newest_first():
    make_publication(authors="A, Bea", year=2001)
    make_publication(authors="C, Dan; A, Bea", year=2010, date="2010-05")
    make_publication(authors="C, Dan", editors="A, Bea", year=2010, date="2010-07")
    make_publication(authors="A, Bea", editors="A, Bea", year=2010, date="2010-07")
    make_publication(authors="A, Bea", year=None, date="", pubstate="forthcoming")
    make_publication(authors="A, Bea", year=2011, is_public=False)
    make_publication(authors="C, Dan", year=2012)
    author = Author.objects.get(slug="bea-a")
    works = Works(author)
    expected = Publication.objects.published().by([author.pk]).newest_first()
    assert works[0:25] == list(expected)
    assert len(works) == expected.count() == 5
    assert works[1:3] == list(expected[1:3])
    assert works.years == {0: 1, 2001: 1, 2010: 3}


def test_who_has_nothing_has_no_works():
    make_publication(authors="A, Bea", is_public=False)
    works = Works(Author.objects.get(slug="bea-a"))
    assert (len(works), works[0:25], works.years) == (0, [], {})
