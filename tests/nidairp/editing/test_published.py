"""Who sees what when: the query and the loaded object give the same answer at every moment."""

import math

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from news.models import Post
from nidairp.editing import due
from nidairp.pages.models import Page
from tests.factories import make_page, make_post
from tests.nidairp.editing.conftest import Clock, eastern

pytestmark = pytest.mark.django_db

NINE, FIVE = "2026-06-03 09:00", "2026-06-03 17:00"
#: State, publish at, unpublish at; whether it is public before nine, at nine, at noon, at five, a day later.
TABLE = [
    ("draft", None, None, "-----"),
    ("draft", NINE, None, "-----"),
    ("published", None, None, "+++++"),
    ("published", None, FIVE, "+++--"),
    ("scheduled", NINE, None, "-++++"),
    ("scheduled", NINE, FIVE, "-++--"),
    ("withdrawn", None, None, "-----"),
    ("withdrawn", NINE, FIVE, "-----"),
]
MOMENTS = ["2026-06-03 08:59", NINE, "2026-06-03 12:00", FIVE, "2026-06-04 09:00"]


@pytest.mark.parametrize("make", [make_post, make_page])
@pytest.mark.parametrize(("state", "start", "end", "seen"), TABLE)
def test_what_is_public_when(clock: Clock, make, state: str, start, end, seen: str) -> None:
    obj = make(state=state, publish_at=start and eastern(start), unpublish_at=end and eastern(end))
    for moment, public in zip(MOMENTS, seen, strict=True):
        clock.set(moment)
        assert type(obj).objects.published().filter(pk=obj.pk).exists() is (public == "+"), moment
        assert obj.is_public is (public == "+"), moment


@pytest.mark.parametrize(("state", "start", "end", "seen"), TABLE)
def test_settling_what_is_due_changes_nothing_of_it(clock: Clock, state: str, start, end, seen: str) -> None:
    post = make_post(state=state, publish_at=start and eastern(start), unpublish_at=end and eastern(end))
    for moment, public in zip(MOMENTS, seen, strict=True):
        clock.set(moment)
        call_command("publish_due", verbosity=0)
        assert Post.objects.published().filter(pk=post.pk).exists() is (public == "+"), moment


def test_a_clock_that_jumps_back_unpublishes_nothing_and_brings_nothing_back(clock: Clock) -> None:
    begun = make_post(state="scheduled", publish_at=eastern(NINE))
    ended = make_post(unpublish_at=eastern(NINE))
    clock.set("2026-06-03 09:01")
    assert due.publish_due() == 2
    clock.set("2026-06-01 00:00")
    assert list(Post.objects.published()) == [begun]
    ended.refresh_from_db()
    assert ended.state == "withdrawn"


def test_the_first_time_is_kept_even_if_it_is_settled_late(clock: Clock) -> None:
    post = make_post(state="scheduled", publish_at=eastern(NINE))
    clock.set("2026-06-09 12:00")
    due.publish_due()
    post.refresh_from_db()
    assert post.published_at == eastern(NINE)
    assert post.changed_at == eastern(NINE)


def test_nothing_is_due_twice(clock: Clock) -> None:
    make_post(state="scheduled", publish_at=eastern(NINE), unpublish_at=eastern(FIVE))
    make_page()
    clock.set(NINE)
    assert (due.publish_due(), due.publish_due()) == (1, 0)
    clock.set(FIVE)
    assert (due.publish_due(), due.publish_due()) == (1, 0)


def test_what_is_scheduled_has_a_moment() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_page(state="scheduled")
    assert not Page.objects.exists()


def test_the_next_change_is_the_nearest_of_all(clock: Clock) -> None:
    assert due.next_change() is None
    make_post(state="scheduled", publish_at=eastern("2026-06-09 09:00"))
    make_page(unpublish_at=eastern("2026-06-05 09:00"))
    make_post(state="draft", publish_at=eastern("2026-06-02 09:00"))
    assert due.next_change() == eastern("2026-06-05 09:00")
    clock.set("2026-06-05 09:00")
    assert due.next_change() == eastern("2026-06-09 09:00")


def test_until_when_nothing_changes_is_asked_once_for_each_content(
    clock: Clock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """After an edit each process asks that before its first page."""
    make_post(state="scheduled", publish_at=eastern("2026-06-09 09:00"))
    with django_assert_max_num_queries(1 + len(due._clocks)):
        assert due.quiet_until("one") == due.quiet_until("one") == eastern("2026-06-09 09:00").timestamp()
    clock.set("2026-06-09 09:00")
    assert due.quiet_until("one") is None
    assert due.quiet_until("two") == math.inf
