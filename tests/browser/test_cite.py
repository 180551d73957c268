"""How to cite: a button copies where there is a script, and there is none where there is not."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import seed_publication

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_button_copies_the_citation(chromium: Browser, live_server: LiveServer) -> None:
    seed_publication()
    context = chromium.new_context(
        base_url=live_server.url, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto("/publications/carmack-2019aa/")
    page.get_by_role("button", name="Copy the citation in AMA style").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Carmack SA, Keeley RJ, Vendruscolo JC, et al. Heroin addiction")
    context.close()


def test_without_javascript_there_is_no_button_but_all_the_text(
    chromium: Browser, live_server: LiveServer
) -> None:
    seed_publication()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/publications/carmack-2019aa/")
    expect(page.get_by_text("How to cite")).to_be_visible()
    assert page.locator("[data-copy]").count() == 6
    assert page.locator(".copy-button").count() == 0
    context.close()
