"""A refused entry of an import is corrected in the browser: the wrong line is found, typed text survives."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults
from tests.publications.importing.texts import entry, stage

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "".join(f"  note{number} = {{A line}},\n" for number in range(40))
OPEN = f"@article{{Doe:2020,\n  title = {{A title}},\n{LONG}  journal = {{Never closed,\n  year = {{2020}},\n"


def test_it_is_corrected_looked_at_and_saved(editor: Page) -> None:
    batch = stage(entry(), OPEN)
    editor.goto(batch.get_absolute_url())
    editor.get_by_role("link", name="Correct this entry").click()
    text = editor.get_by_label("Text of the entry")
    expect(editor.get_by_text("The value of “journal” in line 43 is never closed")).to_be_visible()
    expect(text).to_be_focused()
    editor.get_by_role("button", name="Show what it becomes").click()
    expect(editor.get_by_text("Line 43 of the text below")).to_be_visible()
    expect(text).to_be_focused()
    marked = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert text.evaluate(marked) == "  journal = {Never closed,"
    assert text.evaluate("(field) => field.scrollTop > 0")
    assert faults(editor) == []

    text.fill(OPEN.replace("Never closed", "Closed}") + "}")
    editor.get_by_role("button", name="Show what it becomes").click()
    becomes = editor.get_by_role("region", name="What it becomes")
    expect(becomes.get_by_text("In: Closed, 2020.")).to_be_visible()
    expect(becomes).to_be_in_viewport()
    assert faults(editor) == []
    editor.get_by_role("button", name="Save into the import").click()
    expect(editor.get_by_text("Corrected a.bib, line 7: “New”.")).to_be_visible()
    expect(editor.get_by_role("article", name="A title")).to_be_in_viewport()
    assert faults(editor) == []
    assert editor.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kept:')).length") == 0


def test_what_was_typed_and_not_saved_is_offered_again(editor: Page) -> None:
    batch = stage(entry(), OPEN)
    editor.goto(batch.get_absolute_url())
    editor.get_by_role("link", name="Correct this entry").click()
    address = editor.url
    text = editor.get_by_label("Text of the entry")
    text.press("Control+End")
    text.press_sequentially("and more")
    tab = editor.context.new_page()
    editor.close()
    tab.goto(address)
    tab.get_by_role("button", name="Put it back").click()
    assert "and more" in tab.get_by_label("Text of the entry").input_value()


def test_long_words_have_room_on_a_telephone(editor: Page) -> None:
    editor.set_viewport_size({"width": 360, "height": 740})
    batch = stage(OPEN)
    editor.goto(batch.get_absolute_url())
    editor.get_by_role("link", name="Correct this entry").click()
    word = "word" * 60
    editor.get_by_label("Text of the entry").fill(f"@misc{{a, title = {{{word}}}, year = {{{word}}}}}")
    editor.get_by_role("button", name="Show what it becomes").click()
    expect(editor.get_by_role("region", name="What it becomes")).to_be_visible()
    assert editor.evaluate("document.documentElement.scrollWidth") == 360
