"""A prepared queryset answers as the queryset that it was made from, whatever the values and the moment."""

import datetime
from threading import Thread

import pytest
from django.db import connections
from django.db.models import CharField, Count, Exists, OuterRef, Value, Window
from pytest_django import DjangoAssertNumQueries

from news.models import Category, Post
from nidairp.prepared import Prepared, PreparedForKeys, Rows
from tests.factories import make_category, make_post
from tests.nidairp.editing.conftest import Clock, eastern

pytestmark = pytest.mark.django_db


def of(category: str, but: int):
    others = Post.objects.published().filter(category=OuterRef("category")).exclude(pk=OuterRef("pk"))
    rows = Post.objects.published().filter(category__slug=category).exclude(pk=but)
    return rows.annotate(is_one=Value(1), has_others=Exists(others)).select_related("category")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_it_finds_the_same_rows_with_other_values(django_assert_num_queries: DjangoAssertNumQueries):
    prepared = Prepared(of)
    one, two = make_category(slug="one"), make_category(slug="two")
    posts = [make_post(category=category) for category in (one, one, two)]
    for category, but in (("one", 0), ("one", posts[0].pk), ("two", posts[2].pk), ("none", 0)):
        with django_assert_num_queries(1):
            found = prepared(category=category, but=but)
            said = [(post, post.category.name, post.is_one, post.has_others) for post in found]
        wanted = of(category, but)
        assert said == [(post, post.category.name, post.is_one, post.has_others) for post in wanted]


class Told(CharField):
    """Remembers which connections it was given."""

    given: list = []

    def from_db_value(self, value, expression, connection):
        self.given.append(connection)
        return value


def test_what_becomes_of_a_column_is_asked_of_the_connection_of_whoever_asks(monkeypatch):
    monkeypatch.setattr(Told, "given", [])
    like = Category.objects.annotate(told=Value("a", output_field=Told())).only("name")
    compiler = like.query.get_compiler(using=like.db)
    compiler.as_sql()
    rows, theirs = Rows(like, compiler), []

    def elsewhere():
        theirs.append(connections[like.db])
        [row] = rows([(7, "One", "a")], like.db)
        assert (row.pk, row.name, row.told) == (7, "One", "a")

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert Told.given == theirs != [connections[like.db]]


def test_columns_become_what_they_are_in_a_queryset_each_time():
    post = make_post(category=make_category(slug="one"), date=datetime.date(2026, 4, 8))
    prepared = Prepared(of)
    for _ in range(2):
        (found,) = prepared(category="one", but=0)
        (wanted,) = of("one", 0)
        for name in ("date", "updated_at", "publish_at", "state", "figure_id", "has_others"):
            assert (getattr(found, name), type(getattr(found, name))) == (
                getattr(wanted, name),
                type(getattr(wanted, name)),
            )
        assert found.date == post.date


def test_now_is_the_moment_that_it_is_asked_at(clock: Clock):
    prepared = Prepared(of)
    category = make_category(slug="one")
    make_post(category=category, state="scheduled", publish_at=eastern("2026-06-01 13:00"))
    assert prepared(category="one", but=0) == []
    clock.set("2026-06-01 13:00")
    assert len(prepared(category="one", but=0)) == 1
    clock.moment += datetime.timedelta(days=-1)
    assert prepared(category="one", but=0) == []


def test_a_moment_is_a_value_like_a_day():
    first, last = eastern("2026-06-01 13:00"), eastern("2026-06-02 13:00")
    posts = [make_post(unpublish_at=moment) for moment in (first, last)]
    prepared = Prepared(lambda after: Post.objects.filter(unpublish_at__gt=after).order_by("pk"))
    earlier = first - datetime.timedelta(microseconds=1)
    assert [prepared(after=moment) for moment in (earlier, first, last)] == [posts, posts[1:], []]


def test_texts_of_any_kind_are_values_and_nothing_else():
    prepared = Prepared(lambda name: Category.objects.filter(name=name))
    for name in ("%s", "'; --", "ü", "100 %"):
        made = make_category(name=name)
        assert prepared(name=name) == [made]


def test_what_stands_in_many_places_is_sent_once():
    prepared = Prepared(of)
    prepared(category="one", but=0)
    (statement,) = prepared._statements.values()
    assert statement.sql.count("%(now)s") == 4
    assert len({*statement.params.values()}) == len(statement.params) <= 3


def test_what_is_asked_along_with_the_rows_is_asked_once_for_all(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    prepared = Prepared(lambda slug: Category.objects.filter(slug=slug).prefetch_related("posts"))
    posts = [make_post(category=make_category(slug="one"))]
    with django_assert_num_queries(2):
        (found,) = prepared(slug="one")
        assert list(found.posts.all()) == posts


def test_lists_of_values_stay_what_they_are_in_a_queryset():
    """Each in its place, whatever order the columns have in the table, and what is not text as what it is."""

    def of_category(slug: str):
        posts = Post.objects.filter(category__slug=slug).annotate(several=Window(Count("*")), one=Value(1))
        return posts.order_by("pk").values_list("several", "updated_at", "category__name", "pk", "one")

    category = make_category(slug="one")
    for _ in range(2):
        make_post(category=category)
    prepared = Prepared(of_category)
    for slug in ("one", "none", "one"):
        assert prepared(slug=slug) == list(of_category(slug))
    assert [type(part) for part in prepared(slug="one")[0]] == [int, datetime.datetime, str, int, int]


def test_rows_that_become_neither_objects_nor_lists_of_values_are_refused():
    with pytest.raises(ValueError, match="objects"):
        Prepared(lambda slug: Category.objects.filter(slug=slug).values("pk"))(slug="one")


def test_a_slice_may_begin_with_a_value(django_assert_num_queries: DjangoAssertNumQueries):
    made = [make_category(slug=f"c{number}") for number in range(5)]

    def some(start: int, but: str):
        keys = Category.objects.exclude(slug=but).order_by("slug").values("pk")[start : start + 2]
        return Category.objects.filter(pk__in=keys).order_by("-slug")

    prepared = Prepared(some)
    for start, but, wanted in ((0, "none", [1, 0]), (1, "c2", [3, 1]), (4, "none", [4]), (9, "none", [])):
        with django_assert_num_queries(1):
            assert prepared(start=start, but=but) == [made[place] for place in wanted]


def test_a_value_that_is_changed_on_its_way_is_refused():
    with pytest.raises(ValueError, match="name"):
        Prepared(lambda name: Category.objects.filter(name=name.upper() + "!"))(name="x")


@pytest.mark.parametrize("count", [0, 1, 3, 4])
def test_any_number_of_keys_finds_their_rows(count: int, django_assert_num_queries: DjangoAssertNumQueries):
    made = [make_category(slug=f"c{number}") for number in range(5)]
    prepared = PreparedForKeys(lambda keys: Category.objects.filter(pk__in=keys).order_by(), 3)
    keys = [one.pk for one in made[:count]]
    for _ in range(2):
        with django_assert_num_queries(min(count, 1)):
            assert {row.pk for row in prepared(keys)} == set(keys)


def test_more_keys_than_a_question_may_have_are_asked_in_parts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("nidairp.prepared.MANY", 2)
    slugs = [make_category(slug=f"c{number}").slug for number in range(5)]
    prepared = PreparedForKeys(lambda slugs: Category.objects.filter(slug__in=slugs).order_by(), 1)
    assert sorted(row.slug for row in prepared(slugs)) == slugs


def test_another_queryset_can_be_looked_at_as_at_a_table():
    """Both are of the same values, and see the same moment."""

    def near(of: int, but: int):
        return Post.objects.published().filter(category=of).exclude(pk=but).values("pk")

    def rows(of: int, but: int):
        those = Post.objects.filter(category=of).exclude(pk=but)
        return those.extra(tables=["near"], where=["near.pk = news_post.id"]).order_by("pk")

    prepared = Prepared(rows, within=("WITH near AS ({}) {}", near))
    one, two = make_category(), make_category()
    first, second, other = make_post(category=one), make_post(category=one), make_post(category=two)
    make_post(category=one, state="draft")
    assert prepared(of=one.pk, but=0) == [first, second]
    assert prepared(of=one.pk, but=second.pk) == [first]
    assert prepared(of=two.pk, but=0) == [other]
