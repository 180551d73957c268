"""The article page as people use it: by keyboard, on a phone, without JavaScript."""

import datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from news.models import Post
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from tests.factories import make_category, make_image, make_post, seed_publication

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post() -> Post:
    category = make_category(
        name="Hot off the Press", slug="hot-off-the-press", dateline_label="Hot Off the Press"
    )
    primary = MenuItem.objects.menu("primary")
    news = tree.add(primary, "News", address="/news/")
    tree.add(news, "Hot off the Press", category=category)
    tree.add(primary, "Study Volunteers", address="/publications/")
    return make_post(
        title="Heroin addiction engages negative emotional learning brain circuits in rats",
        category=category,
        date=datetime.date(2019, 4, 8),
        body="<p>" + "Words of the article. " * 60 + "</p>",
        figure=make_image(),
        figure_alt="A figure from this study",
        figure_caption="A figure from this study",
        cites=(seed_publication(),),
    )


def toggle(page: Page, name: str):
    return page.locator("details.pub-toggle", has=page.locator("summary", has_text=name))


@pytest.mark.parametrize("name", ["Abstract", "Links", "BibTeX"])
def test_toggles_open_and_close_with_the_keyboard(page: Page, post: Post, name: str) -> None:
    page.goto(post.get_absolute_url())
    block = toggle(page, name)
    expect(block.locator(".pub-block")).to_be_hidden()
    block.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(block.locator(".pub-block")).to_be_visible()
    page.keyboard.press("Enter")
    expect(block.locator(".pub-block")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_close_closes_with_and_without_javascript(
    chromium: Browser, live_server: LiveServer, post: Post, javascript: bool
) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=javascript)
    page = context.new_page()
    page.goto(post.get_absolute_url())
    for name in ("Abstract", "Links", "BibTeX"):
        block = toggle(page, name)
        block.locator("summary").click(position={"x": 5, "y": 5})
        expect(block.locator(".pub-block")).to_be_visible()
        block.get_by_text("Close").click()
        expect(block.locator(".pub-block")).to_be_hidden()
    context.close()


def test_submenus_open_by_click_and_escape_gives_the_focus_back(page: Page, post: Post) -> None:
    page.goto(post.get_absolute_url())
    navigation = page.get_by_role("navigation", name="Primary")
    button = navigation.get_by_role("button", name="News")
    entry = navigation.get_by_role("link", name="Hot off the Press")
    expect(entry).to_be_hidden()
    button.click()
    expect(entry).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    entry.focus()
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(button).to_be_focused()


def test_on_a_phone_one_button_opens_the_menu_and_nothing_scrolls_sideways(page: Page, post: Post) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(post.get_absolute_url())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    link = page.get_by_role("link", name="Study Volunteers")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Skip to primary navigation", "primary-navigation"),
        ("Skip to main content", "main-content"),
        ("Skip to primary sidebar", "primary-sidebar"),
    ],
)
def test_skip_links_lead_where_they_say(page: Page, post: Post, name: str, target: str) -> None:
    page.goto(post.get_absolute_url())
    link = page.get_by_role("link", name=name)
    link.focus()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{target}")).to_be_in_viewport()
    assert page.evaluate("id => document.getElementById(id).contains(document.activeElement)", target)


def test_without_javascript_every_menu_entry_can_be_reached(
    chromium: Browser, live_server: LiveServer, post: Post
) -> None:
    for width in (360, 1280):
        context = chromium.new_context(
            base_url=live_server.url, java_script_enabled=False, viewport={"width": width, "height": 800}
        )
        page = context.new_page()
        page.goto(post.get_absolute_url())
        if width < 1024:
            page.get_by_role("button", name="Menu", exact=True).click()
        navigation = page.locator("#primary-navigation")
        expect(navigation.get_by_role("link", name="Hot off the Press")).to_be_visible()
        context.close()
