"""The page of a menu in the admin: by keyboard, by mouse, by touch and without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from tests.browser.axe import faults
from tests.factories import make_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def footer() -> MenuItem:
    root = MenuItem.objects.menu("footer")
    for title in ("Home", "News", "About"):
        tree.add(root, title, address="/")
    return root


def address(menu: MenuItem) -> str:
    return reverse("admin:navigation_menu_change", args=[menu.pk])


def titles(menu: MenuItem) -> list[str]:
    return [item.title for item in MenuItem.objects.get(pk=menu.pk).get_descendants()]


def test_the_keyboard_moves_an_item_is_told_and_stays_with_it(editor: Page, footer: MenuItem) -> None:
    editor.goto(address(footer))
    editor.get_by_role("button", name="Move Home down").focus()
    for place in ("moved down", "moved down"):
        editor.keyboard.press("Enter")
        expect(editor.get_by_role("status").filter(has_text=f"“Home” has {place}")).to_be_attached()
        expect(editor.locator("#content-start .messagelist")).to_contain_text("“Home” has moved down.")
        expect(editor.locator(".menu-section[aria-busy]")).to_have_count(0)
    expect(editor.get_by_role("button", name="Move Home up")).to_be_focused()
    assert titles(footer) == ["News", "About", "Home"]
    editor.get_by_role("button", name=re.compile("^Undo")).press("Enter")
    expect(editor.get_by_role("button", name="Move Home down")).to_be_visible()
    assert titles(footer) == ["News", "Home", "About"]


def test_at_400_per_cent_a_deep_menu_is_no_wider_than_the_window(editor: Page, footer: MenuItem) -> None:
    below = footer
    for title in ("First", "Second", "Third", "Fourth"):
        below = tree.add(below, title, address="/")
        tree.add(MenuItem.objects.get(pk=below.parent_id), f"Beside {title}", address="/")
    editor.set_viewport_size({"width": 320, "height": 256})
    editor.goto(address(footer))
    expect(editor.get_by_role("button", name="Move Fourth out")).to_be_visible()
    assert editor.evaluate("document.documentElement.scrollWidth") == 320
    overlapping = """row => { const places = [...row.children].map(one => one.getBoundingClientRect())
        .sort((one, other) => one.left - other.left);
        return places.some((place, at) => at && place.left < places[at - 1].right); }"""
    for row in editor.locator(".menu-item-moves").all():
        assert not row.evaluate(overlapping)


def drag(page: Page, title: str, onto: str, part: float) -> None:
    """To a part of the other item's height; the button is still pressed."""
    grip = page.locator("li", has_text=title).locator(".menu-grip").bounding_box()
    row = page.locator("li", has_text=onto).locator(".menu-item").bounding_box()
    assert grip and row
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(row["x"] + 100, row["y"] + row["height"] * part, steps=4)


def test_dragging_shows_where_and_escape_leaves_it(editor: Page, footer: MenuItem) -> None:
    editor.goto(address(footer))
    drag(editor, "About", "Home", 0.1)
    expect(editor.get_by_text("Before “Home”")).to_be_visible()
    editor.keyboard.press("Escape")
    editor.mouse.up()
    expect(editor.get_by_text("Before “Home”")).to_be_hidden()
    assert titles(footer) == ["Home", "News", "About"]
    drag(editor, "About", "Home", 0.5)
    editor.mouse.up()
    expect(editor.get_by_text("“About” now stands below “Home”.").first).to_be_visible()
    assert MenuItem.objects.get(title="About").parent.title == "Home"


def test_an_item_is_added_by_words_of_its_pages_title(editor: Page, footer: MenuItem) -> None:
    page = make_page(title="Contact Us", slug="contact-us")
    editor.goto(address(footer))
    editor.get_by_text("Add an item", exact=True).click()
    editor.get_by_label("Leads to").press_sequentially("contact")
    expect(editor.get_by_role("option", name="Contact Us")).to_be_visible()
    editor.keyboard.press("ArrowDown")
    editor.keyboard.press("Enter")
    expect(editor.get_by_label("Leads to")).to_have_value("/contact-us/")
    editor.get_by_role("button", name="Add it").click()
    expect(editor.get_by_role("button", name="Move Contact Us up")).to_be_focused()
    assert MenuItem.objects.get(title="Contact Us").page == page


def test_letters_of_a_new_items_title_are_marked_by_buttons(editor: Page, footer: MenuItem) -> None:
    editor.goto(address(footer))
    editor.get_by_text("Add an item", exact=True).click()
    title = editor.get_by_label("Title:")
    title.press_sequentially("GABA")
    title.evaluate("(field) => field.setSelectionRange(3, 4)")
    marks = editor.get_by_role("group", name="Mark the selected letters of the title")
    marks.get_by_role("button", name="Subscript").click()
    expect(editor.get_by_text("Readers see: GABA")).to_be_visible()
    assert faults(editor) == []
    editor.get_by_role("button", name="Add it").click()
    expect(editor.get_by_role("button", name="Move GABA up")).to_be_focused()
    assert MenuItem.objects.filter(title="GAB<sub>A</sub>").exists()


def test_all_of_it_works_without_javascript_on_a_telephone(
    chromium: Browser, editor: Page, live_server: LiveServer, footer: MenuItem
) -> None:
    context = chromium.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        has_touch=True,
        viewport={"width": 390, "height": 800},
        storage_state=editor.context.storage_state(),
    )
    page = context.new_page()
    page.goto(address(footer))
    page.get_by_role("button", name="Move About up").tap()
    expect(page.get_by_text("“About” has moved up.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Undo")).tap()
    expect(page.get_by_text("“About” now stands after “News”.")).to_be_visible()
    assert titles(footer) == ["Home", "News", "About"]
    page.get_by_text("Add an item", exact=True).tap()
    page.get_by_label("Leads to").fill("/news/")
    page.get_by_label("Title").fill("All news")
    page.get_by_role("button", name="Add it").tap()
    expect(page.get_by_role("button", name="Move All news up")).to_be_visible()
    context.close()
