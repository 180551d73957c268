"""The list of publications: filters that change it in place, and without JavaScript as well."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_publication

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def some_publications(db: None) -> None:
    for number in range(30):
        make_publication(
            title=f"Paper {number}",
            entry_type="book" if number % 3 else "article",
            year=2000 + number,
            authors="A, B",
        )


def test_filters_and_pages_change_the_list_in_place(page: Page) -> None:
    page.goto("/publications/")
    page.evaluate("window.same = true")
    said = page.locator("#list-said")
    page.get_by_role("link", name="Book 20 publications").click()
    expect(page).to_have_url("/publications/?type=book", timeout=10_000)
    expect(said).to_have_text("20 publications")
    expect(page.locator("#type-book")).to_be_focused()
    expect(page.locator("#type-book")).to_have_attribute("aria-current", "true")
    page.get_by_label("Year or years").fill("2010-2019")
    page.get_by_label("Year or years").press("Enter")
    expect(said).to_have_text("7 publications")
    expect(page.get_by_label("Year or years")).to_be_focused()
    page.locator(".chart-bar").nth(10).click()
    expect(said).to_have_text("1 publication")
    page.go_back()
    page.go_back()
    expect(page.locator("#list-count")).to_have_text("20 publications")
    page.get_by_role("link", name="Remove the filter Book").first.click()
    expect(page).to_have_url("/publications/")
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("#list-count")).to_be_focused()
    expect(said).to_have_text("30 publications, page 2")
    assert page.evaluate("window.same")


def test_on_a_phone_without_javascript_the_filters_are_a_sheet(
    chromium: Browser, live_server: LiveServer
) -> None:
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 780}
    )
    page = context.new_page()
    page.goto("/publications/")
    expect(page.locator("#type-book")).to_be_hidden()
    page.get_by_role("button", name="Filter").click()
    page.locator("#type-book").click()
    expect(page.locator("#list-count")).to_have_text("20 publications")
    expect(page.get_by_role("button", name="Filter (1 chosen)")).to_be_visible()
    page.get_by_label("Words of a title").fill("paper 4")
    page.get_by_role("button", name="Search publications").click()
    expect(page.locator("#list-count")).to_have_text("1 publication")
    context.close()
