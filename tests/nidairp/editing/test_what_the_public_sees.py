"""Nothing shows anywhere before its moment or after it, and everything shows it between.

The site is walked from all its doors by every link; the clock is set, and nobody waits. Where a test turns
off what is done before each answer, it is the queries themselves that hide and show.
"""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.cache import get_max_age

from news.models import Event, Featured, Post
from nidairp.editing import drafts, due, publishing, snapshot
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import WayIn
from tests.factories import make_category, make_image, make_page, make_post, make_publication
from tests.nidairp.editing.conftest import Clock, eastern
from tests.nidairp.editing.walk import walk

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EIGHT, NINE, FOUR, FIVE = (f"2026-06-03 {time}" for time in ("08:59", "09:00", "16:59", "17:00"))
CALENDAR = "/news/events/calendar.ics"
SECRET, SLUG = "zanzibarite", "unannounced"
SEARCHES = (f"/search/?q={SECRET}", f"/search/?q={SECRET}&in=news", f"/search/?q={SECRET}&in=pages")


def make_site(word: str = SECRET, **facts) -> SimpleNamespace:
    """An article and a page of this state, and everything that could name them."""
    paper = make_publication(title="A paper")
    category = make_category(name="Hot", slug="hot-off-the-press")
    figure = {"figure": make_image(title="drawing"), "figure_alt": f"A {word} drawing"}
    words = {
        "title": f"{word} found",
        "slug": SLUG if word == SECRET else word,
        "summary": f"{word}.",
        "body": f"<p>{word}</p>",
    }
    article = make_post(category=category, cites=(paper,), **words, **figure, **facts)
    above = make_page(title="Above")
    page = make_page(**words | {"slug": "there"}, parent=above, **facts)
    below = make_page(title="Below", parent=page)
    links = [
        f'<a href="object:{kind}:{row.pk}">x</a>'
        for kind, row in (("news.post", article), ("pages.page", page))
    ]
    Featured.objects.create(post=article)
    WayIn.objects.create(title="Readers", text="See it.", page=page)
    talk = {"starts_at": eastern("2026-06-20 12:00"), "ends_at": eastern("2026-06-20 13:00")}
    Event.objects.create(post=article, title=f"{word} talk", speaker="Ana Marin", **talk)
    other = make_post(title="Other", category=category, cites=(paper,), body=f"<p>{links}</p>")
    for location in MenuItem.Location.values:
        menu = MenuItem.objects.menu(location)
        tree.add(menu, f"{word} article", post=article)
        tree.add(menu, f"{word} page", page=page)
    return SimpleNamespace(
        article=article, page=page, above=above, below=below, other=other, paper=paper, category=category
    )


def seen_at(client: Client, *more: str) -> set[str]:
    """Where the public meets the secret or its address; whoever asks for that may be told so."""
    texts = walk(client, *SEARCHES, *more)
    others = texts.keys() - set(SEARCHES)
    found = {
        address
        for address in others
        if SECRET in texts[address].lower() or (SLUG in texts[address] and SLUG not in address)
    }
    return found | {address for address in SEARCHES if f"<mark>{SECRET}" in texts[address].lower()}


def everywhere(site: SimpleNamespace) -> set[str]:
    """Where it must be met while it is public."""
    category = site.category.get_absolute_url()
    things = (site.article, site.page, site.above, site.below, site.other, site.paper)
    addresses = {thing.get_absolute_url() for thing in things}
    calendars = {"/news/events/", CALENDAR, f"{category}calendar.ics"}
    lists = {"/", "/news/", "/news/feed/", category, f"{category}feed/", "/sitemap.xml", *SEARCHES}
    return addresses | lists | calendars


def picture_of(article: Post) -> str:
    return reverse("share_post", args=[article.category.slug, article.slug])


@pytest.mark.parametrize("runs", [True, False])
def test_a_schedule_holds_at_every_address_to_the_minute(
    client: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch, runs: bool
) -> None:
    if not runs:
        monkeypatch.setattr(due, "catch_up", lambda: None)
    site = make_site(state="scheduled", publish_at=eastern(NINE), unpublish_at=eastern(FIVE))
    kind = site.category.get_absolute_url()
    asked = (
        f"{kind}feed/",
        CALENDAR,
        f"{kind}calendar.ics",
        site.article.get_absolute_url(),
        site.page.get_absolute_url(),
    )
    for moment, public in ((EIGHT, False), (NINE, True), (FOUR, True), (FIVE, False)):
        clock.set(moment)
        seen = seen_at(client, *asked)
        unlike = everywhere(site) - seen if public else seen
        assert not unlike, moment
        assert client.get(picture_of(site.article)).status_code == (200 if public else 404), moment


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_public_is_met_nowhere(client: Client, state: str) -> None:
    site = make_site(state=state)
    assert not seen_at(client, site.article.get_absolute_url(), site.page.get_absolute_url())


def test_a_draft_over_what_is_public_is_met_nowhere_until_its_moment(client: Client, clock, ann) -> None:
    site = make_site("plain", state="published")
    for obj in (site.article, site.page):
        words = {"title": SECRET, "summary": f"{SECRET}.", "body": f"<p>{SECRET}</p>"}
        drafts.save(obj, snapshot.with_fields(snapshot.take(obj), **words), ann)
    assert not seen_at(client)
    for obj in (site.article, site.page):
        publishing.schedule_for(obj, eastern(NINE), ann)
    clock.set(EIGHT)
    assert not seen_at(client)
    clock.set(NINE)
    assert {*SEARCHES, "/", "/news/", "/news/feed/", site.article.get_absolute_url()} <= seen_at(client)


@pytest.mark.parametrize(
    "address",
    ["/", "/news/", "/news/feed/", "/sitemap.xml", "/search/?q=a", "/nothing/", CALENDAR],
)
def test_no_page_is_kept_past_the_next_moment(client: Client, clock: Clock, address: str) -> None:
    """Without a word about keeping, browsers and proxies would make up their own."""
    make_post(state="scheduled", publish_at=eastern(NINE))
    clock.set(EIGHT)
    response = client.get(address)
    kept = get_max_age(response)
    assert "no-cache" in response["Cache-Control"] or (kept is not None and kept <= 60)
    assert "Last-Modified" not in response


@pytest.mark.parametrize("address", ["/", "/news/", "/news/feed/", "/sitemap.xml"])
def test_what_was_kept_is_asked_for_again_and_found_changed(
    client: Client, clock: Clock, address: str
) -> None:
    make_post(state="scheduled", publish_at=eastern(NINE))
    clock.set(EIGHT)
    tag = client.get(address).headers["ETag"]
    clock.set(NINE)
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_the_picture_of_a_shared_link_is_kept_to_the_end_of_its_article(client: Client, clock: Clock) -> None:
    article = make_post(unpublish_at=eastern(FIVE))
    clock.set(FOUR)
    assert get_max_age(client.get(picture_of(article))) == 60


def test_a_redirect_is_kept_no_longer_either(client: Client, clock: Clock, ann) -> None:
    page = make_page(slug="old")
    page.slug = "new"
    page.save()
    publishing.schedule_for(make_page(slug="old-", state="draft"), eastern(NINE), ann)
    clock.set(EIGHT)
    assert client.get("/old/")["Cache-Control"] == "max-age=60"
