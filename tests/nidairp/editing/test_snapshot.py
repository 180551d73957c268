"""Content as plain values and back: nothing is lost on the way, and tables may change meanwhile."""

import datetime
import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.models import CitedPublication, Post
from nidairp.editing import snapshot
from tests.factories import make_category, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db

TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=30)


def through_json(content: snapshot.Content) -> snapshot.Content:
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    title=TEXT,
    summary=TEXT,
    date=st.dates(datetime.date(1900, 1, 1)),
    shown=st.booleans(),
    moment=st.none() | st.datetimes(timezones=st.just(datetime.UTC)),
    cited=st.lists(st.integers(0, 2), unique=True),
)
@pytest.mark.slow
def test_what_is_taken_fills_another_object_the_same(db, title, summary, date, shown, moment, cited) -> None:
    publications = [make_publication() for _ in range(3)]
    post = Post(title=title, summary=summary, date=date, show_bibtex=shown, publish_at=moment)
    post.category = make_category()
    rows = [CitedPublication(post=post, publication=publications[i], position=n) for n, i in enumerate(cited)]
    content = through_json(snapshot.take(post, {"citedpublication_set": rows}))
    other = Post()
    assert snapshot.fill(other, content) == []
    made, missing = snapshot.rows_of(other, content, "citedpublication_set")
    assert missing == []
    assert through_json(snapshot.take(other, {"citedpublication_set": made})) == content
    assert (other.title, other.date, other.publish_at) == (title, date, moment)


def test_a_field_that_is_gone_is_left_out_and_a_new_one_stays_as_it_is() -> None:
    page = make_page(title="Old", summary="Stays")
    content = snapshot.take(page)
    content["fields"] |= {"title": "New", "subtitle": "no longer a field"}
    content["rows"]["was_a_table"] = [{"fields": {}, "names": {}}]
    del content["fields"]["summary"]
    assert snapshot.fill(page, content) == []
    assert (page.title, page.summary) == ("New", "Stays")


def test_what_is_pointed_at_and_gone_is_left_out_and_named() -> None:
    above = make_page(title="About us")
    page = make_page(parent=above)
    content = snapshot.take(page)
    page.parent = None
    page.save()
    above.delete()
    assert snapshot.fill(page, content) == ["Under “About us” no longer exists."]
    assert page.parent is None


def test_a_row_below_that_points_at_nothing_is_left_out_and_named() -> None:
    one, two = make_publication(title="Stays"), make_publication(title="Goes")
    post = make_post(cites=(one, two))
    content = snapshot.take(post)
    CitedPublication.objects.filter(publication=two).delete()
    two.delete()
    rows, missing = snapshot.rows_of(post, content, "citedpublication_set")
    assert [row.publication for row in rows] == [one]
    assert missing == ["Publication “Goes” no longer exists."]


def test_only_the_schedule_differs_is_the_same_content() -> None:
    page = make_page()
    content = snapshot.take(page)
    assert snapshot.same(content, snapshot.with_fields(content, publish_at="2026-06-03T13:00:00+00:00"))
    assert not snapshot.same(content, snapshot.with_fields(content, title="Another"))


def test_rows_are_part_of_the_content() -> None:
    post = make_post(cites=(make_publication(),))
    content = snapshot.take(post)
    assert not snapshot.same(content, snapshot.take(post, {"citedpublication_set": []}))


@pytest.mark.parametrize("number", [1, 12])
def test_reading_back_takes_the_same_queries_however_many_rows(
    number: int, django_assert_num_queries
) -> None:
    post = make_post(cites=tuple(make_publication() for _ in range(number)))
    with django_assert_num_queries(5):  # a query for each table; the category is at hand
        content = snapshot.take(post)
    with django_assert_num_queries(1):
        snapshot.rows_of(post, content, "citedpublication_set")
