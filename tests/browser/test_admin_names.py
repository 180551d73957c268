"""The admin for those who cannot see it: every field has a name, and axe finds no serious fault."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests.factories import make_image, make_page, seed_publication
from tests.publications.importing.texts import entry, imported, stage

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("model", ["news_post", "pages_page"])
def test_the_rich_text_area_has_its_fields_name(editor: Page, model: str) -> None:
    editor.goto(reverse(f"admin:{model}_add"))
    area = editor.get_by_role("textbox", name="Body:")
    expect(area).to_have_attribute("aria-multiline", "true")
    editor.get_by_text("Body:", exact=True).click()
    expect(area).to_be_focused()
    editor.keyboard.type("Typed after a click on the label.")
    expect(area).to_have_text("Typed after a click on the label.")
    expect(area).to_have_attribute("aria-multiline", "true")


def test_an_autocomplete_has_its_fields_name_and_says_what_is_chosen(editor: Page) -> None:
    above = make_page(title="About")
    below = make_page(title="Contact", parent=above)
    editor.goto(reverse("admin:pages_page_change", args=[below.pk]))
    expect(editor.get_by_role("combobox", name="Under About")).to_be_visible()


def test_what_is_open_is_in_sight_in_the_side_navigation_of_a_small_screen(editor: Page) -> None:
    editor.set_viewport_size({"width": 1280, "height": 600})
    for name in ("news_post", "publications_importbatch", "auth_user"):
        editor.goto(reverse(f"admin:{name}_changelist"))
        expect(editor.locator("#nav-sidebar .current-model")).to_be_in_viewport(ratio=1)


def test_what_belongs_to_the_institute_is_in_sight_on_a_laptop_without_scrolling(editor: Page) -> None:
    editor.set_viewport_size({"width": 1280, "height": 800})
    editor.goto(reverse("admin:news_post_changelist"))
    for name in ("Posts", "Publications", "Imports", "Pages", "Images"):
        link = editor.get_by_role("navigation", name="Sidebar").get_by_role(
            "rowheader", name=name, exact=True
        )
        expect(link).to_be_in_viewport(ratio=1)


def test_rows_of_a_table_are_named_by_their_columns(editor: Page) -> None:
    publication = seed_publication()
    editor.goto(reverse("admin:publications_publication_change", args=[publication.pk]))
    expect(editor.get_by_role("textbox", name="Family")).to_have_count(8)
    expect(editor.get_by_role("checkbox", name="Delete Koob, George F")).to_be_visible()
    editor.get_by_role("button", name="Add another Author or editor").click()
    expect(editor.get_by_role("textbox", name="Family")).to_have_count(9)


def test_a_day_carries_no_note_about_time_zones(chromium: Browser, editor: Page, live_server) -> None:
    context = chromium.new_context(
        base_url=live_server.url, timezone_id="Asia/Tokyo", storage_state=editor.context.storage_state()
    )
    page = context.new_page()
    page.goto(reverse("admin:news_post_add"))
    expect(page.get_by_role("link", name="Today")).to_be_visible()
    expect(page.locator(".timezonewarning")).to_have_count(1)
    expect(page.locator(".timezonewarning")).to_be_hidden()
    context.close()


def test_a_history_says_what_changed(editor: Page) -> None:
    publication = seed_publication()
    publication.volume = "131"
    publication.save()
    editor.goto(reverse("admin:publications_publication_history", args=[publication.pk]))
    expect(editor.get_by_text("volume: 130 → 131")).to_be_visible()


def test_axe_finds_nothing_serious_in_an_import_with_something_to_decide(
    editor: Page, problems: list[str]
) -> None:
    """All other pages are looked at in ``test_admin_axe.py``."""
    imported(entry("here"))
    batch = stage(entry("here", volume="7"), entry("other", title="Another work"), "@article{open, title = {")
    apply = reverse("admin:publications_importbatch_apply", args=[batch.pk])
    found = [fault for address in (batch.get_absolute_url(), apply) for fault in faults(editor, address)]
    problems.clear()  # the site's policy refuses the style sheet that axe brings along
    assert found == []


def test_axe_finds_nothing_serious_in_the_dialogs(editor: Page, problems: list[str]) -> None:
    make_image(title="Bars", description="Two bars")
    editor.goto(reverse("admin:news_post_add"))
    found = []
    for button in ("Figure: choose or upload an image", "image", "link"):
        editor.locator(".ProseMirror[role=textbox]").click()
        editor.get_by_role("button", name=button, exact=True).click()
        editor.get_by_role("dialog").wait_for()
        if button == "link":
            editor.get_by_label("Search pages").fill("Bars")
        else:
            editor.get_by_role("button", name="Bars").click()
        found += faults_here(editor)
        editor.keyboard.press("Escape")
    problems.clear()
    assert found == []


RUN = """async () => {
  const found = await axe.run(document, {
    preload: false, resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  return found.violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}"""


def faults(page: Page, address: str) -> list[str]:
    page.goto(address)
    return [f"{address}: {fault}" for fault in faults_here(page)]


def faults_here(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(RUN))
