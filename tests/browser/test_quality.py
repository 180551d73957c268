"""The panel beside the form follows what is typed, and leads to the place that is meant."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = {
    "title": "What the first month of treatment decides",
    "summary": "A review of forty trials says which patients stay in treatment.",
}


def test_a_fault_appears_while_typing_and_a_click_leads_to_its_place(editor: Page) -> None:
    post = make_post(**GOOD, body="<p>By <a href='/gone/'>the group</a>, and some more text.</p>")
    editor.goto(reverse("admin:news_post_change", args=[post.pk]))
    panel = editor.get_by_role("complementary", name="Before publishing")
    expect(panel.get_by_text("1 thing could be better.").first).to_be_visible()
    editor.get_by_label("Title:").fill("Short")
    expect(panel.get_by_role("status")).to_have_text("2 things could be better.")
    expect(editor.locator(".submit-row").get_by_text("2 things could be better.")).to_be_visible()
    expect(editor.locator(".submit-row")).not_to_contain_text("<button", use_inner_text=True)

    panel.get_by_role("link", name="“Short” has 5 characters").press("Enter")
    expect(editor.get_by_label("Title:")).to_be_focused()
    editor.keyboard.type("er than the federal standards ask for it is not")
    expect(panel.get_by_text("The title is short")).to_have_count(0)

    panel.get_by_role("link", name="“the group” leads to /gone/").press("Enter")
    expect(editor.get_by_role("textbox", name="Body:")).to_be_focused()
    editor.wait_for_function("() => getSelection().toString() === 'the group'")


def test_a_new_text_is_checked_from_its_first_words(editor: Page) -> None:
    editor.goto(reverse("admin:pages_page_add"))
    panel = editor.get_by_role("complementary", name="Before publishing")
    expect(panel.get_by_text("What you write is checked here")).to_be_visible()
    editor.get_by_label("Title:").press_sequentially("Contact")
    expect(panel.get_by_text("The summary is missing")).to_be_visible()


def test_without_javascript_the_panel_says_what_is_stored_and_links_to_the_fields(
    chromium: Browser, editor: Page, live_server: LiveServer
) -> None:
    post = make_post(title="Short", body="<h4>Deep</h4>")
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=editor.context.storage_state()
    )
    page = context.new_page()
    page.goto(reverse("admin:news_post_change", args=[post.pk]))
    page.get_by_role("link", name="“Deep” has level 4").click()
    expect(page.locator("#id_body:target")).to_be_visible()
    context.close()
