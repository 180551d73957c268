"""An editor's day in the admin, in a real browser under the site's own policy."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from news.models import Post
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from publications.models import Publication
from tests.factories import make_category, make_picture, seed_publication

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_post_is_written_with_figure_and_publication_and_published(editor: Page, tmp_path: Path) -> None:
    make_category(name="Hot off the Press", slug="hot-off-the-press", dateline_label="Hot Off the Press")
    seed_publication()
    picture = tmp_path / "figure.png"
    picture.write_bytes(make_picture().read())

    editor.goto("/admin/news/post/add/")
    editor.get_by_label("Title:").press_sequentially("Heroin addiction and brain circuits")
    expect(editor.get_by_label("Slug:")).to_have_value("heroin-addiction-and-brain-circuits")
    editor.locator(".ProseMirror[role=textbox]").click()
    editor.keyboard.type("The first paragraph.")
    editor.get_by_role("button", name="Figure: choose or upload an image").click()
    editor.get_by_label("Or upload a new one").set_input_files(picture)
    expect(editor.get_by_text("“figure” is chosen.")).to_be_visible()
    editor.get_by_label("Alternative text:").fill("A bar chart of lever presses")
    editor.get_by_label("Caption:").fill("A figure from this study")
    editor.get_by_role("button", name="Add another publication").click()
    expect(editor.get_by_role("searchbox", name="Search")).to_be_focused()
    editor.keyboard.type("Carmack")
    editor.get_by_role("option", name="Heroin addiction engages").click()
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_text("look at the post on the site")).to_be_visible()

    post = Post.objects.get()
    assert post.body == "<p>The first paragraph.</p>"
    editor.goto(post.get_absolute_url())
    expect(editor.get_by_role("heading", level=1)).to_have_text("Heroin addiction and brain circuits")
    expect(editor.get_by_role("img", name="A bar chart of lever presses")).to_be_visible()
    expect(editor.get_by_text("In: J Clin Invest, vol. 130, 2019")).to_be_visible()


def test_a_file_is_seen_applied_and_taken_back(editor: Page, tmp_path: Path) -> None:
    file = tmp_path / "two.bib"
    file.write_text("@article{a1, title={A first title}, year={2020}}\n@book{b1, title={A second}\n")
    editor.goto("/admin/publications/importbatch/add/")
    editor.get_by_label("File:").set_input_files(file)
    editor.get_by_role("button", name="Read it").click()
    expect(editor.get_by_text("New a1, two.bib, line 1")).to_be_visible()
    expect(editor.get_by_text("two.bib, line 2")).to_be_visible()
    assert not Publication.objects.exists()

    editor.get_by_role("button", name="Apply …").click()
    editor.get_by_role("button", name="Yes, apply it").click()
    expect(editor.get_by_text("Applied").first).to_be_visible()
    assert Publication.objects.get(citation_key="a1").title == "A first title"

    editor.get_by_role("link", name="Take back").click()
    editor.get_by_role("button", name="Take").click()
    expect(editor.get_by_text("Taken back").first).to_be_visible()
    assert not Publication.objects.filter(citation_key="a1").exists()


def test_a_menu_item_is_added_and_moved(editor: Page) -> None:
    root = MenuItem.objects.menu("primary")
    tree.add(root, "Home", address="/")
    editor.goto("/admin/navigation/menu/")
    editor.get_by_role("link", name="Primary navigation").click()
    editor.get_by_text("Add an item").click()
    editor.get_by_role("link", name="All settings").click()
    editor.get_by_label("Title:").fill("Careers")
    editor.get_by_label("Address:").fill("/search/")
    editor.get_by_role("button", name="Save", exact=True).click()
    editor.get_by_role("button", name="Move Careers up").click()
    expect(editor.get_by_role("button", name="Move Careers down")).to_be_visible()
    assert [item.title for item in MenuItem.objects.menu("primary").get_children()] == ["Careers", "Home"]
    editor.goto("/")
    links = editor.get_by_role("navigation", name="Primary").get_by_role("link").all_inner_texts()
    assert links.index("Careers") < links.index("Home")
