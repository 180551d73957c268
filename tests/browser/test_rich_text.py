"""The rich-text editor in a real browser: links that name objects, images, and text out of Word."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from nidairp.pages.models import Page as SitePage
from tests.factories import make_image, make_page, make_picture

#: What the clipboard holds after copying in these programs.
PASTED = Path(__file__).resolve().parents[1] / "pasted"

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """(area, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
DROP = """(area, { name, type, bytes }) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type }));
  const { left, top } = area.getBoundingClientRect();
  const at = { clientX: left + 20, clientY: top + 15, bubbles: true, cancelable: true };
  area.dispatchEvent(new DragEvent("drop", { dataTransfer: data, ...at }));
}"""
#: A browser tells of a new selection in a task of its own, quicker than which no person is, but a test.
SELECTED = """() => {
  document.dispatchEvent(new Event("selectionchange"));
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}"""
WORD = (
    "<h2>Methods</h2>"
    "<p><strong>Twelve</strong> rats, “naive”, got 5&nbsp;mg of <em>drug</em><sup>18</sup>F – see "
    '<a href="https://nih.gov/">NIH</a>.</p>'
    "<ul><li><p>First</p><ul><li><p>Below</p></li></ul></li><li><p>Second</p></li></ul>"
    '<ol data-type="decimal"><li><p>Numbered</p></li></ol>'
    "<table><tbody><tr><td><p>Dose</p></td><td><p>12</p></td></tr></tbody></table>"
)
DOCS = "<h2>Results</h2><p><strong>Bold</strong> and <em>slanted</em></p><ul><li><p>One</p></li></ul>"


@pytest.fixture
def body(editor: Page) -> Page:
    """The form of a page of the site, whose text is empty."""
    page = make_page(title="The page")
    editor.goto(f"/admin/pages/page/{page.pk}/change/")
    editor.locator(".ProseMirror[role=textbox]").click()
    return editor


def saved(editor: Page) -> str:
    editor.get_by_role("button", name=re.compile("^(Save$|Publish changes)")).first.click()
    expect(editor.get_by_text("look at the page on the site")).to_be_visible()
    return SitePage.objects.get(title="The page").body


def writes(editor: Page, html: str | re.Pattern[str]) -> None:
    """What would be saved, without a browser's last paragraph; it comes a moment after a dialog has gone."""
    pattern = html.pattern if isinstance(html, re.Pattern) else re.escape(html)
    expect(editor.locator("textarea[name=body]")).to_have_value(re.compile(rf"^{pattern}(<p></p>)*$"))


def test_a_link_names_what_was_found_by_its_words_with_the_keyboard_alone(body: Page) -> None:
    target = make_page(title="Treatment information", slug="treatment", body="<h2>At night</h2><p>Call.</p>")
    body.keyboard.type("Find help")
    body.keyboard.press("Shift+Control+ArrowLeft")
    body.evaluate(SELECTED)
    body.keyboard.press("Control+k")
    expect(body.get_by_role("dialog", name="Link")).to_be_visible()
    body.keyboard.type("treatment")
    expect(body.get_by_text("1 found")).to_be_visible()
    body.keyboard.press("Tab")
    body.keyboard.press("Enter")
    expect(body.get_by_text("Leads to Page: Treatment information")).to_be_visible()
    body.get_by_role("button", name="Link", exact=True).last.click()
    expect(body.get_by_role("dialog")).to_be_hidden()
    writes(body, f'<p>Find <a href="object:pages.page:{target.pk}">help</a></p>')
    body.keyboard.press("Control+k")
    expect(body.get_by_text("Leads to Page: Treatment information")).to_be_visible()
    body.keyboard.press("Escape")
    expect(body.get_by_role("dialog")).to_be_hidden()
    expect(body.locator(".ProseMirror[role=textbox]")).to_be_focused()
    body.keyboard.press("Control+k")
    body.get_by_label("Section").select_option("At night")
    body.get_by_role("button", name="Change", exact=True).click()
    writes(body, f'<p>Find <a href="object:pages.page:{target.pk}#at-night">help</a></p>')
    assert saved(body) == f'<p>Find <a href="object:pages.page:{target.pk}#at-night">help</a></p>'


def test_a_link_to_an_address_is_checked_and_taken_out_again(body: Page) -> None:
    body.keyboard.type("NIH")
    body.keyboard.press("Control+a")
    body.evaluate(SELECTED)
    body.get_by_role("button", name="link", exact=True).click()
    address = body.get_by_label("Or an address")
    address.fill("javascript:alert(1)")
    address.press("Enter")
    expect(body.get_by_text("This is not an address that a link can have")).to_be_visible()
    address.fill("www.nih.gov")
    address.press("Enter")
    expect(body.get_by_role("dialog")).to_be_hidden()
    writes(body, '<p><a href="https://www.nih.gov">NIH</a></p>')
    body.get_by_role("button", name="link", exact=True).click()
    body.get_by_role("button", name="Take the link out").click()
    writes(body, "<p>NIH</p>")


def test_an_image_is_put_in_with_its_words(body: Page) -> None:
    image = make_image(title="Bars", description="Two bars")
    body.keyboard.type("Before")
    body.get_by_role("button", name="image", exact=True).click()
    body.get_by_role("button", name="Bars").click()
    body.get_by_role("button", name="Put it in").click()
    expect(body.get_by_text("Say in a sentence what the image shows")).to_be_visible()
    body.get_by_role("button", name="Use it here").click()
    body.get_by_role("button", name="Put it in").click()
    expect(body.locator(".text-image img")).to_have_attribute("src", re.compile("whole"))
    body.locator(".text-image figcaption").click()
    body.keyboard.type("A caption")
    figure = (
        f'<figure><img data-image="{image.pk}" alt="Two bars"><figcaption>A caption</figcaption></figure>'
    )
    writes(body, f"<p>Before</p>{figure}")
    body.get_by_role("button", name="Change its text").click()
    body.get_by_label("Alternative text").last.fill("")
    body.get_by_label("Decorative").last.check()
    body.get_by_role("button", name="Put it in").click()
    assert saved(body) == f"<p>Before</p>{figure.replace('Two bars', '')}"


def test_a_new_image_is_uploaded_from_the_text(body: Page, tmp_path: Path) -> None:
    file = tmp_path / "scan.png"
    file.write_bytes(make_picture().read())
    body.get_by_role("button", name="image", exact=True).click()
    body.get_by_label("Or upload a new one").set_input_files(file)
    body.get_by_label("Alternative text").last.fill("A scan")
    body.get_by_role("button", name="Put it in").click()
    expect(body.locator(".text-image")).to_be_visible()
    writes(body, re.compile(r'<figure><img data-image="\d+" alt="A scan"><figcaption></figcaption></figure>'))


def test_a_picture_that_is_pasted_or_dropped_is_uploaded_and_what_is_left_out_is_said(body: Page) -> None:
    area = body.locator(".ProseMirror[role=textbox]")
    area.evaluate(PASTE, "<p>Words and <img src='file:///a.png'> a picture</p>")
    expect(body.get_by_text("A picture in what you pasted was left out")).to_be_visible()
    area.evaluate(DROP, {"name": "notes.txt", "type": "text/plain", "bytes": [65]})
    expect(body.get_by_text("Only pictures can be dropped")).to_be_visible()
    area.evaluate(DROP, {"name": "scan.png", "type": "image/png", "bytes": list(make_picture().read())})
    body.get_by_label("Alternative text").last.fill("A scan")
    body.get_by_role("button", name="Put it in").click()
    figure = r'<figure><img data-image="\d+" alt="A scan"><figcaption></figcaption></figure>'
    writes(body, re.compile(rf"<p>Words and a picture</p>{figure}"))


@pytest.mark.parametrize(("name", "clean"), [("word", WORD), ("google_docs", DOCS)])
def test_what_is_pasted_comes_in_clean(body: Page, name: str, clean: str) -> None:
    pasted = (PASTED / f"{name}.html").read_text(encoding="utf-8")
    body.locator(".ProseMirror[role=textbox]").evaluate(PASTE, pasted)
    expect(body.locator(".ProseMirror[role=textbox]").get_by_role("heading")).to_be_visible()
    writes(body, clean)


def test_what_is_stored_comes_back_into_the_editor_as_it_was(editor: Page) -> None:
    image, target = make_image(), make_page()
    text = (
        f'<p>a <a href="object:pages.page:{target.pk}">b</a></p><figure><img data-image="{image.pk}" alt="c">'
        '<figcaption>d <em>e</em></figcaption></figure><h2 id="h-old">Old</h2><p><a href="https://nih.gov/">f</a></p>'
    )
    page = make_page(title="The page", body=text)
    editor.goto(f"/admin/pages/page/{page.pk}/change/")
    area = editor.locator(".ProseMirror[role=textbox]")
    area.press_sequentially("!")
    writes(editor, text.replace("<p>a", "<p>!a"))


def test_the_buttons_stay_in_sight_of_a_long_text_that_has_the_whole_width_of_the_form(body: Page) -> None:
    body.set_viewport_size({"width": 1280, "height": 720})
    for _ in range(60):
        body.keyboard.press("Enter")
    body.keyboard.type("The last line")
    last, bar = body.get_by_text("The last line"), body.get_by_role("toolbar", name="Formatting")
    expect(last).to_be_in_viewport()
    expect(bar).to_be_in_viewport(ratio=1)
    boxes = bar.bounding_box(), body.locator(".submit-row").bounding_box()
    assert boxes[0]["width"] > 0.9 * boxes[1]["width"], "a text is written in what its name leaves"
    assert boxes[0]["height"] < 50, "the buttons stand in two rows"


def test_the_buttons_are_one_stop_of_the_tab_key_and_say_what_is_on(body: Page) -> None:
    toolbar = body.get_by_role("toolbar", name="Formatting")
    body.keyboard.press("Control+b")
    body.keyboard.type("a")
    body.keyboard.press("Shift+Tab")
    expect(toolbar.get_by_role("button", name="paragraph")).to_be_focused()
    body.keyboard.press("ArrowLeft")
    body.keyboard.press("ArrowRight")
    body.keyboard.press("ArrowRight")
    expect(toolbar.get_by_role("button", name="unordered list")).to_be_focused()
    expect(toolbar.get_by_role("button", name="bold")).to_have_attribute("aria-pressed", "true")
    body.keyboard.press("Tab")
    expect(body.locator(".ProseMirror[role=textbox]")).to_be_focused()
    body.keyboard.press("Shift+Tab")
    expect(toolbar.get_by_role("button", name="unordered list")).to_be_focused()
