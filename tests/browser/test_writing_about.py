"""From a publication to a published article about it: counted in actions beside typing."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from news.models import Post
from tests.factories import make_category, make_image, seed_publication

pytestmark = pytest.mark.django_db(transaction=True)


class Counted:
    """Each click is an action; typing into what a click or the page has put the cursor into is none."""

    def __init__(self) -> None:
        self.actions: list[str] = []

    def click(self, what: Locator) -> None:
        self.actions.append(what.inner_text() or str(what))
        what.click()


def test_one_click_and_at_most_four_more(editor: Page) -> None:
    hot = make_category(
        name="Hot off the Press", slug="hot-off-the-press", dateline_label="Hot Off the Press"
    )
    image = make_image(title="Lever presses")
    publication = seed_publication()
    editor.goto(reverse("admin:publications_publication_change", args=[publication.pk]))
    editor.get_by_role("link", name="Write about this publication").click()

    counted = Counted()
    expect(editor.get_by_label("Title:")).to_have_value(
        "Heroin addiction engages negative emotional learning brain circuits in rats"
    )
    expect(editor.get_by_label("Category:")).to_have_value(str(hot.pk))
    expect(editor.locator(".select2-selection__rendered", has_text="Carmack:2019aa")).to_be_visible()
    editor.get_by_label("Summary:").fill(
        "What the study found, in a sentence that is long enough to be read."
    )
    counted.click(editor.get_by_role("textbox", name="Body:"))
    editor.keyboard.type("The first paragraph.")
    # Choosing the figure, and saying what it shows.
    editor.get_by_role("button", name="Figure: choose or upload an image").click()
    editor.get_by_role("button", name=image.title).click()
    editor.get_by_label("Alternative text:").fill("A bar chart of lever presses")
    counted.click(editor.get_by_role("button", name="Publish now"))
    expect(editor.get_by_text("look at the post on the site")).to_be_visible()

    assert len(counted.actions) <= 4, counted.actions
    post = Post.objects.published().get()
    editor.goto(post.get_absolute_url())
    expect(editor.get_by_role("img", name="A bar chart of lever presses")).to_be_visible()
    expect(editor.get_by_text("In: J Clin Invest, vol. 130, 2019")).to_be_visible()
