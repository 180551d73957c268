"""Letters of a title are raised, lowered and made italic by buttons, and the slug has none of it."""

from random import Random
from unicodedata import category

import pytest
from playwright.sync_api import Page, expect

from nidairp.editing.slugs import slug_of
from nidairp.rich import strip, to_html
from tests.factories import make_category, make_post

pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = [
    "H<sub>2</sub>O < <b>x & <script>",
    "<i>a<b>b</i>c</b>",
    "<i>a<sub>b</sub>",
    "α-Synuclein, Δ9-THC, µ-opioid, TNFα and Łódź",
    "Weiß, Ørsted, Þór, Müller",
    "𝚫9-THC, 𝛂2, ά",
    "αβγδ receptors",
    "Η επίδραση του ύπνου",
    "Щит и ёлка Юрия",
    "йод, Ї, Љубав",
]


def select(editor: Page, text: str) -> None:
    editor.get_by_label("Title:").evaluate(
        "(field, text) => { field.focus(); const at = field.value.indexOf(text);"
        " field.setSelectionRange(at, at + text.length); }",
        text,
    )


def test_letters_are_marked_seen_and_unmarked_and_the_slug_has_the_letters_alone(editor: Page) -> None:
    make_category(name="Hot off the Press", slug="hot-off-the-press", dateline_label="Hot Off the Press")
    editor.goto("/admin/news/post/add/")
    title = editor.get_by_label("Title:")
    title.press_sequentially("α2 GABAX in vivo")
    marks = editor.get_by_role("group", name="Mark the selected letters of the title")
    select(editor, "X")
    marks.get_by_role("button", name="Subscript").click()
    select(editor, "in vivo")
    marks.get_by_role("button", name="Italic").press("Enter")

    expect(title).to_have_value("α2 GABA<sub>X</sub> <i>in vivo</i>")
    expect(title).to_be_focused()
    expect(editor.get_by_text("Readers see: α2 GABAX in vivo")).to_be_visible()
    expect(editor.locator(".marks-shown sub")).to_have_text("X")
    expect(editor.get_by_label("Slug:")).to_have_value("alpha-2-gabax-in-vivo")

    marks.get_by_role("button", name="Italic").click()
    expect(title).to_have_value("α2 GABA<sub>X</sub> in vivo")
    editor.keyboard.press("Control+z")
    expect(title).to_have_value("α2 GABA<sub>X</sub> <i>in vivo</i>")


def test_the_browser_reads_titles_and_makes_slugs_as_the_server_does(editor: Page) -> None:
    make_category()
    editor.goto("/admin/news/post/add/")
    title = editor.get_by_label("Title:")
    for text in TEXTS:
        title.fill("")
        title.press_sequentially(text)
        title.blur()
        expect(editor.get_by_label("Slug:")).to_have_value(slug_of(text))
        shown = editor.locator(".marks-shown bdi")
        assert shown.text_content() == strip(text)
        assert shown.inner_html().replace("&quot;", '"') == to_html(text)


def test_every_letter_and_rows_of_them_are_spelled_as_the_server_does(editor: Page) -> None:
    make_category()
    editor.goto("/admin/news/post/add/")
    letters = [chr(code) for code in range(0x20, 0x2200) if category(chr(code)) not in {"Cn", "Cc"}]
    other = [*"αΣς\u0301ύϊ\u1f00йЁ\u0306їəx -1½µİıß’_\U0001d6ab＿", "<i>", "</i>"]
    chance = Random(7)
    rows = ["".join(chance.choices(other, k=chance.randint(2, 9))) for _ in range(5000)]
    texts = [*letters, *(f"a{letter}b" for letter in letters), *rows]
    made = editor.evaluate("texts => texts.map((text) => URLify(text, 200))", texts)
    pairs = [(text, slug, slug_of(text)) for text, slug in zip(texts, made, strict=True)]
    assert [pair for pair in pairs if pair[1] != pair[2]] == []


def test_an_existing_address_stays_when_the_title_is_marked(editor: Page) -> None:
    post = make_post(title="GABAA", slug="as-it-was")
    editor.goto(f"/admin/news/post/{post.pk}/change/")
    select(editor, "AA")
    editor.get_by_role("button", name="Subscript", exact=True).click()
    expect(editor.get_by_label("Title:")).to_have_value("GAB<sub>AA</sub>")
    expect(editor.get_by_label("Slug:")).to_have_value("as-it-was")
