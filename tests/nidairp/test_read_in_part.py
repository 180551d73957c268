"""Rows without their long columns are as Django makes them, and read on when they are asked for more."""

import pytest
from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_init, pre_init
from pytest_django import DjangoAssertNumQueries

from news.models import Post
from nidairp.read_in_part import ReadInPart
from publications.models import Publication
from tests.factories import make_post, make_publication

pytestmark = pytest.mark.django_db
MODELS = [model for model in apps.get_models() if issubclass(model, ReadInPart)]


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


@pytest.mark.parametrize("model", MODELS)
def test_a_row_becomes_the_object_that_django_would_make_of_it(model: type[Model]):
    """By its class, each value set by itself: nothing of these models listens to that."""
    columns = model._meta.concrete_fields
    values = [index if column.is_relation else f"{index}" for index, column in enumerate(columns)]
    names = [column.attname for column in columns]
    for count in (len(columns), len(columns) - 2):
        read = model.from_db("default", names[:count], values[:count])
        made = super(ReadInPart, model).from_db("default", names[:count], values[:count])
        assert type(read) is type(made)
        for name in ("adding", "db", "fields_cache"):
            assert getattr(read._state, name) == getattr(made._state, name)
        assert {**vars(read), "_state": None} == {**vars(made), "_state": None}
        assert read.get_deferred_fields() == made.get_deferred_fields() == set(names[count:])


@pytest.mark.parametrize("model", MODELS)
def test_nobody_waits_to_be_told_of_each_object(model: type[Model]):
    assert model.__init__ is Model.__init__
    assert not pre_init.has_listeners(model) and not post_init.has_listeners(model)
