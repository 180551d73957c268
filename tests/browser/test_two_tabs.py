"""Two tabs at one form, and a form that is longer than the window."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from news.models import Post
from tests.factories import make_page, make_post, seed_publication

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def second(editor: Page) -> Page:
    return editor.context.new_page()


def test_the_second_tab_is_told_and_saves_over_the_first_on_purpose(editor: Page, second: Page) -> None:
    post = make_post(title="Old", body="<p>Old text.</p>")
    address = reverse("admin:news_post_change", args=[post.pk])
    for tab in (editor, second):
        tab.goto(address)
        expect(tab.get_by_role("checkbox", name="Save mine over it")).to_have_count(0)
    editor.get_by_label("Title:").fill("Theirs")
    editor.get_by_role("button", name="Publish changes").click()
    expect(editor.get_by_text("look at the post")).to_be_visible()

    second.get_by_label("Title:").fill("Mine")
    second.get_by_role("textbox", name="Body:").click()
    second.keyboard.press("Control+End")
    second.keyboard.type(" And more.")
    second.get_by_role("button", name="Publish changes").click()
    expect(second.get_by_text("admin saved this post on").first).to_be_visible()
    expect(second.get_by_label("Title:")).to_have_value("Mine")
    expect(second.get_by_role("textbox", name="Body:")).to_have_text("Old text. And more.")
    assert Post.objects.get().title == "Theirs"

    second.get_by_role("checkbox", name="Save mine over it").check()
    second.get_by_role("button", name="Publish changes").click()
    expect(second.get_by_text("look at the post")).to_be_visible()
    assert (Post.objects.get().title, Post.objects.get().body) == ("Mine", "<p>Old text. And more.</p>")


@pytest.mark.parametrize("size", [(1280, 900), (1280, 700), (1000, 450)])
def test_the_row_with_save_covers_no_field_that_has_the_focus(editor: Page, size: tuple[int, int]) -> None:
    publication = seed_publication()
    editor.set_viewport_size({"width": size[0], "height": size[1]})
    editor.goto(reverse("admin:publications_publication_change", args=[publication.pk]))
    editor.get_by_label("Title:", exact=True).focus()
    covered = []
    for _ in range(50):
        editor.keyboard.press("Tab")
        covered += editor.evaluate(COVERED)
    assert covered == []


COVERED = """() => {
  const field = document.activeElement, row = document.querySelector(".submit-row");
  if (row.contains(field)) return [];
  const covered = field.getBoundingClientRect().bottom > row.getBoundingClientRect().top + 1;
  return covered ? [field.id || field.outerHTML] : [];
}"""


def test_an_empty_text_has_room_for_ten_lines(editor: Page) -> None:
    editor.goto(reverse("admin:pages_page_change", args=[make_page(body="").pk]))
    box = editor.get_by_role("textbox", name="Body:").bounding_box()
    assert box
    assert box["height"] >= 230
