"""A menu title that has both a list and an address of its own: both are in reach, for everyone."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from tests.factories import make_category

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def news() -> MenuItem:
    item = tree.add(MenuItem.objects.menu("primary"), "News", address="/news/")
    tree.add(item, "Awards", category=make_category(name="Awards", slug="awards"))
    return item


@pytest.mark.parametrize("width", [390, 1280])
def test_a_list_begins_with_what_its_title_leads_to(page: Page, news: MenuItem, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    if width < 1024:
        page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="News", exact=True).click()
    page.get_by_role("link", name="News overview").click()
    expect(page).to_have_url("/news/")


def test_the_keyboard_reaches_it_first(page: Page, news: MenuItem) -> None:
    page.goto("/news/awards/")
    page.get_by_role("button", name="News", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="News overview")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/news/")


def test_the_current_page_is_marked_on_title_and_line(page: Page, news: MenuItem) -> None:
    page.goto("/news/")
    button = page.get_by_role("button", name="News", exact=True)
    expect(button).to_have_attribute("aria-current", "true")
    button.click()
    expect(page.get_by_role("link", name="News overview")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize("width", [390, 1280])
def test_without_javascript_the_title_itself_is_the_link(
    chromium: Browser, live_server: LiveServer, news: MenuItem, width: int
) -> None:
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto("/")
    navigation = page.locator("#primary-navigation")
    expect(navigation.get_by_text("overview")).to_have_count(0)
    if width < 1024:
        expect(navigation.get_by_role("link", name="News", exact=True)).to_be_hidden()
        page.get_by_role("button", name="Menu", exact=True).click()
    navigation.get_by_role("link", name="News", exact=True).click()
    expect(page).to_have_url("/news/")
    context.close()


def test_a_target_that_an_editor_put_into_the_list_is_not_there_twice(page: Page, news: MenuItem) -> None:
    tree.add(news, "All news", address="/news/")
    page.goto("/")
    page.get_by_role("button", name="News", exact=True).click()
    expect(
        page.get_by_role("navigation", name="Primary").get_by_role("link", name="All news")
    ).to_be_visible()
    expect(page.get_by_role("link", name="News overview")).to_have_count(0)


def test_a_heading_leads_nowhere(page: Page) -> None:
    heading = tree.add(MenuItem.objects.menu("primary"), "Research")
    tree.add(heading, "Awards", category=make_category(name="Awards", slug="awards"))
    page.goto("/")
    page.get_by_role("button", name="Research").click()
    expect(page.get_by_role("navigation", name="Primary").get_by_role("link")).to_have_text(["Awards"])
