"""The one control in a real browser: its words follow what is typed, and it does what it says."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from news.models import Post
from nidairp.editing import drafts, snapshot
from tests.factories import make_page, make_post, make_publication

pytestmark = pytest.mark.django_db(transaction=True)


def form(obj) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def test_the_button_says_when_and_the_draft_stays_behind_the_public_text(editor: Page) -> None:
    post = make_post(title="Public", state="draft", cites=(make_publication(title="The work"),))
    editor.goto(form(post))
    expect(editor.get_by_role("button", name="Publish now")).to_be_visible()
    editor.get_by_label("Publish at:", exact=True).fill("2099-06-03T09:00")
    later = editor.get_by_role("button", name="Schedule for June 3, 2099, 9:00 AM Eastern", exact=True)
    expect(later).to_be_visible()
    expect(editor.get_by_role("button", name="Publish now")).to_be_hidden()
    later.click()
    expect(editor.get_by_text("will be public on June 3, 2099, 9:00 AM Eastern.")).to_be_visible()
    expect(later).to_be_visible()
    editor.get_by_label("Publish at:", exact=True).fill("")
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_text("look at the")).to_be_visible()

    editor.get_by_label("Title:").fill("Only a draft")
    editor.get_by_label("Title:").press("Enter")
    expect(editor.get_by_text("These changes are not public yet.")).to_be_visible()
    expect(editor.get_by_label("Title:")).to_have_value("Only a draft")
    assert Post.objects.published().get().title == "Public"
    editor.get_by_role("link", name="Compare with what is public").click()
    expect(editor.locator("ins", has_text="Only a draft")).to_be_visible()
    editor.go_back()
    editor.get_by_role("link", name="Discard the draft").click()
    editor.get_by_role("button", name="Discard the draft").click()
    expect(editor.get_by_label("Title:")).to_have_value("Public")


def test_both_texts_are_shown_to_whom_somebody_was_quicker_than(editor: Page) -> None:
    page = make_page(body="<p>One old sentence.</p>")
    editor.goto(form(page))
    content = snapshot.with_fields(snapshot.take(page), body="<p>One quicker sentence.</p>")
    drafts.save(page, content, None)
    editor.get_by_role("textbox", name="Body:").click()
    editor.keyboard.press("Control+End")
    editor.keyboard.type(" Mine.")
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.locator(".conflict del", has_text="quicker")).to_be_visible()
    expect(editor.locator(".conflict ins", has_text="old")).to_be_visible()
    editor.get_by_role("checkbox", name="Save mine over it").check()
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_text("Saved a draft of")).to_be_visible()
    expect(editor.get_by_role("textbox", name="Body:")).to_have_text("One old sentence. Mine.")


def test_without_javascript_both_buttons_are_there(
    chromium: Browser, editor: Page, live_server: LiveServer
) -> None:
    page = make_page(state="draft")
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=editor.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(form(page))
    plain.locator("#id_publish_at").fill("2099-06-03T09:00")
    expect(plain.get_by_role("button", name="Publish now")).to_be_visible()
    plain.get_by_role("button", name="Schedule for the time above").click()
    expect(plain.get_by_text("will be public on June 3, 2099, 9:00 AM Eastern.")).to_be_visible()
    expect(plain.get_by_role("button", name="Schedule for June 3, 2099, 9:00 AM Eastern")).to_be_visible()
    context.close()
