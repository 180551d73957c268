"""Rows without their long columns are as Django makes them, and read on when they are asked for more."""

import pytest
from pytest_django import DjangoAssertNumQueries

from news.models import Post
from publications.models import Publication
from tests.factories import make_post, make_publication

pytestmark = pytest.mark.django_db


def test_what_was_left_out_is_read_when_it_is_asked_for(django_assert_num_queries: DjangoAssertNumQueries):
    make_publication(title="A cue", abstract="A long text.", volume="7")
    (row,) = Publication.objects.defer("abstract", "extra")
    assert row.get_deferred_fields() == {"abstract", "extra"}
    with django_assert_num_queries(1):
        assert (row.title, row.volume, row.abstract) == ("A cue", "7", "A long text.")


def test_articles_too(django_assert_num_queries: DjangoAssertNumQueries):
    make_post(title="A cue", body="<p>A long text.</p>")
    (row,) = Post.objects.only("title").select_related(None)
    assert not row._state.adding
    with django_assert_num_queries(1):
        assert (row.title, row.body) == ("A cue", "<p>A long text.</p>")
