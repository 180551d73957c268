"""Talks below an article: public with it and not before, found, listed and taken into calendars."""

import datetime
import json
import re

import pytest
from django.utils import timezone
from icalendar import Calendar

from news.models import Event, Post
from nidairp.editing import drafts, due, publishing, snapshot
from tests.factories import make_category, make_event, make_post

pytestmark = pytest.mark.django_db

ALL = ("/", "/news/events/", "/news/events/calendar.ics", "/news/seminar-series/", "/search/?q=marlowe")


@pytest.fixture
def seminar() -> Post:
    category = make_category(name="Seminar Series", slug="seminar-series")
    return make_post(category=category, title="The memory of withdrawal", slug="memory")


def calendar(client, address: str) -> Calendar:
    response = client.get(address, headers={"host": "localhost"})
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def test_a_talk_stands_in_every_list_and_on_its_article(client, seminar):
    make_event(seminar, speaker="Stella Marlowe", place="Main auditorium")
    for address in (*ALL, seminar.get_absolute_url()):
        assert "Marlowe" in client.get(address).content.decode().replace("<mark>", ""), address


def test_a_talk_of_a_draft_is_seen_nowhere(client, seminar):
    seminar.state = Post.State.DRAFT
    seminar.save()
    event = make_event(seminar, speaker="Stella Marlowe")
    for address in ALL:
        assert b"Marlowe" not in client.get(address).content.split(b"<main", 1)[-1].replace(
            b'value="marlowe"', b""
        )
    assert client.get(event.calendar_url).status_code == 404


def test_changes_to_talks_wait_with_the_draft_and_are_published_with_it(client, seminar):
    make_event(seminar, speaker="Stella Marlowe", place="Auditorium")
    content = snapshot.take(seminar)
    content["rows"]["events"][0]["fields"]["place"] = "Somewhere else"
    before = Event.objects.get().uid
    drafts.save(seminar, content, None)
    assert b"Somewhere else" not in client.get(seminar.get_absolute_url()).content
    publishing.publish(seminar, None)
    assert b"Somewhere else" in client.get(seminar.get_absolute_url()).content
    assert Event.objects.get().uid == before


def test_what_is_taken_out_is_no_longer_found(client, seminar):
    make_event(seminar, speaker="Stella Marlowe")
    seminar.events.all().delete()
    assert b"The memory of withdrawal" not in client.get("/search/?q=marlowe").content


def test_a_calendar_says_when_in_the_institutes_own_time(client, seminar):
    start = datetime.datetime(2026, 12, 3, 17, tzinfo=datetime.UTC)
    event = make_event(
        seminar, starts_at=start, ends_at=start + datetime.timedelta(hours=1), place="Room; one"
    )
    (entry,) = calendar(client, event.calendar_url).events
    assert entry["dtstart"].dt == start
    assert entry["dtstart"].params["TZID"] == "America/New_York"
    assert entry["location"] == "Room; one"
    shown = calendar(client, event.calendar_url)
    assert shown.refresh_interval == datetime.timedelta(hours=12)
    assert [zone.tz_name for zone in shown.timezones] == ["America/New_York"]
    assert len(shown.to_ical()) < 2500
    assert str(entry["url"]).startswith("http://testserver/news/seminar-series/memory/#event-")
    assert event.hours == "noon–1 p.m. Eastern"


def test_calendars_hold_what_is_to_come_and_the_last_year(client, seminar):
    soon = make_event(seminar, days=3, title="Soon")
    make_event(seminar, days=-30, title="A month ago")
    make_event(seminar, days=-500, title="Long ago")
    make_event(make_post(), days=4, title="Elsewhere")
    names = [str(entry["summary"]) for entry in calendar(client, "/news/events/calendar.ics").events]
    assert names == ["A month ago", "Soon", "Elsewhere"]
    names = [str(entry["summary"]) for entry in calendar(client, "/news/seminar-series/calendar.ics").events]
    assert names == ["A month ago", "Soon"]
    assert soon.uid


def test_a_cancelled_talk_stays_and_says_so(client, seminar):
    event = make_event(seminar, title="A talk", is_cancelled=True)
    assert calendar(client, event.calendar_url).events[0]["status"] == "CANCELLED"
    assert b"Cancelled" in client.get("/news/events/").content
    data = described(client.get(seminar.get_absolute_url()).content.decode(), "Event")
    assert data["eventStatus"] == "https://schema.org/EventCancelled"


def described(page: str, kind: str) -> dict:
    found = map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', page))
    return next(data for data in found if data["@type"] == kind)


def test_search_engines_read_when_where_and_who(client, seminar):
    make_event(seminar, speaker="Ana Marin, Ph.D.; Piet van Ostade", place="Auditorium", link="/live/")
    data = described(client.get(seminar.get_absolute_url()).content.decode(), "Event")
    assert [person["name"] for person in data["performer"]] == ["Ana Marin", "Piet van Ostade"]
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert data["location"][1]["url"] == "http://testserver/live/"
    assert datetime.datetime.fromisoformat(data["startDate"]).utcoffset() is not None


def test_the_past_is_told_from_what_is_to_come(client, seminar):
    make_event(seminar, days=-2, title="Behind us")
    make_event(seminar, days=2, title="Ahead of us")
    text = client.get("/news/events/").content.decode()
    assert (
        text.index("Upcoming")
        < text.index("Ahead of us")
        < text.index("Past talks")
        < text.index("Behind us")
    )
    assert "Behind us" not in client.get("/").content.decode()


def test_no_page_is_kept_past_the_end_of_the_next_talk(seminar):
    event = make_event(seminar, days=1)
    assert due.next_change() == event.ends_at
    assert due.next_change(event.ends_at) is None


def test_the_words_of_a_kind_of_news_are_no_address_of_its_own(admin_client):
    answer = admin_client.post(
        "/admin/news/category/add/", {"name": "Events", "slug": "events", "position": 0}
    )
    assert "is a page of its own" in answer.content.decode()


def test_an_event_ends_after_it_begins(seminar):
    now = timezone.now()
    with pytest.raises(Exception, match="ends before it begins"):
        Event(post=seminar, starts_at=now, ends_at=now).full_clean()
