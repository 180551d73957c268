"""Two browsers, two roles, one article: who writes it and who publishes it, and what neither can do."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from news.models import Post
from nidairp.roles.table import EDITORS, WRITERS
from tests.browser.session import log_in
from tests.factories import make_category
from tests.nidairp.roles.people import member

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "What the study found, in a sentence that is long enough for a summary."


@pytest.fixture
def browser_of(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """A browser of its own for each; without a user that of a visitor."""
    opened = []

    def open_browser(user: User | None = None) -> Page:
        context = chromium.new_context(base_url=live_server.url)
        opened.append(context)
        page = context.new_page()
        if user:
            log_in(context, live_server.url, user)
        return page

    yield open_browser
    for context in opened:
        context.close()


def test_a_writer_and_an_editor_at_one_article(browser_of: Callable[..., Page]) -> None:
    category = make_category(name="IRP News")
    writer, editor, visitor = browser_of(member(WRITERS)), browser_of(member(EDITORS)), browser_of()

    writer.goto("/admin/news/post/add/")
    writer.get_by_label("Title:").fill("A title that is long enough")
    writer.get_by_label("Category:").select_option(str(category.pk))
    writer.get_by_label("Summary:").fill(TEXT)
    expect(writer.get_by_role("button", name="Publish now")).to_have_count(0)
    writer.get_by_role("button", name="Submit for review").click()
    expect(writer.get_by_text("for review.").first).to_be_visible()
    post = Post.objects.get()
    form = reverse("admin:news_post_change", args=[post.pk])

    # The editor finds it, has it open, and lets somebody outside read it.
    editor.goto("/admin/")
    editor.get_by_role("link", name="A title that is long enough").first.click()
    sharing = editor.context.new_page()
    sharing.goto(reverse("admin:news_post_share", args=[post.pk]))
    sharing.get_by_role("button", name="Make a link").click()
    link = sharing.get_by_label("Address of the link").input_value()
    shared = link.partition("//")[2].partition("/")[2]
    assert visitor.goto(f"/{shared}").status == 200
    expect(visitor.get_by_role("heading", level=1)).to_have_text("A title that is long enough")
    assert visitor.goto(post.get_absolute_url()).status == 404

    # The writer goes on meanwhile, so the editor is not let over it unseen.
    writer.get_by_label("Title:").fill("A title that is even better")
    writer.get_by_role("button", name="Save draft").click()
    expect(writer.get_by_text("Saved a draft of")).to_be_visible()
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_text("after you had opened it here").first).to_be_visible()
    assert visitor.goto(post.get_absolute_url()).status == 404
    editor.goto(form)
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_text("look at the post on the site")).to_be_visible()
    assert visitor.goto(post.get_absolute_url()).status == 200
    expect(visitor.get_by_role("heading", level=1)).to_have_text("A title that is even better")

    # A link that is revoked opens nothing, and a writer shares and takes down nothing.
    sharing.get_by_role("button", name="Revoke").click()
    assert visitor.goto(f"/{shared}").status == 404
    for deed in ("share", "unpublish"):
        assert writer.goto(reverse(f"admin:news_post_{deed}", args=[post.pk])).status == 403
