"""The home page: what editors chose leads it, and everything on it is public."""

import datetime
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from news.models import Featured
from nidairp import context_processors, home
from nidairp.pages import front
from nidairp.pages.models import FrontWords, WayIn
from nidairp.roles.table import WRITERS
from tests.factories import make_category, make_event, make_page, make_post
from tests.nidairp.roles.people import logged_in, member

pytestmark = pytest.mark.django_db


def lead(client) -> str:
    text = client.get("/").content.decode()
    found = re.search(r'class="feature-title"><a [^>]*>([^<]*)', text)
    return found[1] if found else ""


def feature(days: int | None = None, **values) -> Featured:
    until = None if days is None else timezone.localdate() + datetime.timedelta(days=days)
    return Featured.objects.create(post=make_post(**values), until=until, position=Featured.objects.count())


def test_what_editors_chose_leads_and_the_next_two_stand_below(client):
    make_post(category=make_category(slug=home.FEATURED), title="The newest featured paper")
    assert lead(client) == "The newest featured paper"
    for title in ("First", "Second", "Third", "Fourth"):
        feature(title=f"{title} choice")
    assert lead(client) == "First choice"
    below = client.get("/").content.decode().split('id="featured-heading"')[1].split("</section>")[0]
    assert "Second choice" in below and "Third choice" in below and "Fourth choice" not in below


def test_a_choice_ends_with_its_last_day(client):
    feature(title="Until today", days=0)
    assert lead(client) == "Until today"
    Featured.objects.update(until=timezone.localdate() - datetime.timedelta(days=1))
    assert lead(client) == ""


def test_a_draft_that_was_chosen_waits(client):
    feature(title="Canary", state="draft")
    feature(title="Public")
    assert lead(client) == "Public"
    assert "Canary" not in client.get("/").content.decode()


def test_a_last_day_in_the_past_is_refused():
    with pytest.raises(ValidationError, match="past"):
        Featured(post=make_post(), until=timezone.localdate() - datetime.timedelta(days=1)).full_clean()


def test_ways_in_lead_to_public_pages_only(client):
    page = make_page(slug="volunteers")
    WayIn.objects.create(title="Patients", text="Take part.", page=page)
    WayIn.objects.create(title="Scientists", text="Read.", address="/publications/")
    text = client.get("/").content.decode()
    assert '<a href="/volunteers/">Patients</a>' in text and '<a href="/publications/">Scientists</a>' in text
    page.state = page.State.WITHDRAWN
    page.save()
    assert "Patients" not in client.get("/").content.decode()


def test_a_way_in_leads_to_one_place():
    for leads_to in ({}, {"page": make_page(), "address": "/news/"}):
        with pytest.raises(ValidationError, match="one of the two"):
            WayIn(title="Whom", text="What", **leads_to).full_clean()


def test_every_kind_of_news_shows_its_newest_two(client):
    kind = make_category(name="Awards", slug="awards")
    for day in (1, 2, 3):
        make_post(category=kind, title=f"Award {day}", date=datetime.date(2020, 1, day))
    make_category(name="Nothing yet")
    text = client.get("/").content.decode()
    assert text.index("Award 3") < text.index("Award 2")
    assert "Award 1" not in text and "Nothing yet" not in text


def test_machines_read_what_the_institute_is_and_where_to_search(client):
    make_event(make_post())
    text = client.get("/").content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])
    institute, site = data["@graph"]
    assert "Organization" in institute["@type"]
    assert (
        site["potentialAction"]["target"]["urlTemplate"] == "http://testserver/search/?q={search_term_string}"
    )


def test_queries_of_the_home_page(client, django_assert_max_num_queries):
    for _ in range(3):
        make_event(make_post())
        feature()
    with django_assert_max_num_queries(10):
        client.get("/")


def test_an_article_is_put_at_the_top_from_the_list_of_posts(admin_client, client):
    feature(title="What led before", days=3)
    post = make_post(title="What leads now")
    sent = {"action": "feature", "_selected_action": [post.pk]}
    asked = admin_client.post("/admin/news/post/", sent).content.decode()
    assert "what has led it moves down" in asked
    assert lead(client) == "What led before"
    answer = admin_client.post("/admin/news/post/", sent | {"post": "yes"}, follow=True).content.decode()
    assert "1 post put on the home page" in answer
    assert lead(client) == "What leads now"


def test_who_may_not_change_the_home_page_is_told(client):
    writer = member(WRITERS)
    post = make_post(state="draft", created_by=writer)
    sent = {"action": "feature", "_selected_action": [post.pk], "post": "yes"}
    answer = logged_in(writer).post("/admin/news/post/", sent, follow=True).content.decode()
    assert "You may not change what is on the home page." in answer
    assert not Featured.objects.exists()


def test_visits_are_counted_only_where_an_agency_is_named(client, monkeypatch):
    assert "dap.digitalgov.gov" not in client.get("/").content.decode()
    monkeypatch.setattr(context_processors, "DAP", "agency=HHS&subagency=NIH")
    script = "https://dap.digitalgov.gov/Universal-Federated-Analytics-Min.js?agency=HHS&amp;subagency=NIH"
    assert script in client.get("/").content.decode()


def test_editors_change_the_words_of_the_home_page_and_there_is_one_set_of_them(admin_client, client):
    assert front.HEADING in client.get("/").content.decode()
    typed = {"heading": "What we study", "lead": "The brain.", "description": "D" * 60}
    assert admin_client.post("/admin/pages/frontwords/add/", typed).status_code == 302
    text = client.get("/").content.decode()
    assert "<h1>What we study</h1>" in text and f'content="{"D" * 60}"' in text
    assert admin_client.get("/admin/pages/frontwords/add/").status_code == 403


def test_a_description_of_the_site_says_something():
    with pytest.raises(ValidationError, match="50"):
        FrontWords(description="Short").full_clean()
