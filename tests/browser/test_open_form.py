"""What becomes of typed text when a tab is closed or a session ends, and how two people see each other."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from news.models import Post
from tests.browser.session import log_in
from tests.factories import make_category, make_image, make_page, make_post, make_publication

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post() -> Post:
    return make_post(title="Old title", body="<p>Old text.</p>", cites=(make_publication(title="First"),))


def address(post: Post) -> str:
    return reverse("admin:news_post_change", args=[post.pk])


def type_text(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Body:").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def kept(page: Page) -> int:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kept:')).length")


def fill_in_login(page: Page) -> None:
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()


@pytest.fixture
def anew(editor: Page) -> Callable[[], Page]:
    """Closes the tab, whatever was typed there, and opens another."""
    tabs = [editor]

    def close_and_open() -> Page:
        new = editor.context.new_page()
        tabs.pop().close()
        tabs.append(new)
        return new

    return close_and_open


def test_text_survives_a_closed_tab_and_is_shown_put_back_and_taken_out(
    editor: Page, anew: Callable[[], Page], post: Post
) -> None:
    make_publication(title="Second", citation_key="second")
    editor.goto(address(post))
    editor.get_by_label("Title:").fill("New title")
    type_text(editor, " And more.")
    editor.get_by_role("button", name="Add another publication").click()
    expect(editor.get_by_role("searchbox", name="Search")).to_be_focused()
    editor.keyboard.type("Second")
    editor.get_by_role("option", name="Second").click()

    page = anew()
    page.goto(address(post))
    offer = page.get_by_role("region", name="You typed text here at")
    offer.get_by_role("button", name="Show what differs").press("Enter")
    expect(offer.get_by_role("definition").first).to_have_text("Old New title")
    expect(offer.get_by_text("And more.")).to_be_visible()
    expect(page.get_by_label("Title:")).to_have_value("Old title")

    offer.get_by_role("button", name="Put it back").press("Enter")
    expect(page.get_by_label("Title:")).to_have_value("New title")
    expect(page.get_by_role("textbox", name="Body:")).to_have_text("Old text. And more.")
    expect(page.locator("#citedpublication_set-1 .select2-selection__rendered")).to_contain_text("Second")
    page.get_by_role("button", name="Take it out again").click()
    expect(page.get_by_label("Title:")).to_have_value("Old title")
    expect(page.get_by_role("textbox", name="Body:")).to_have_text("Old text.")
    page.get_by_role("button", name="Put it back").click()
    page.get_by_role("button", name="Publish changes").click()
    expect(page.get_by_text("look at the")).to_be_visible()
    assert Post.objects.get().title == "New title"
    assert Post.objects.get().publications.count() == 2
    expect(page.get_by_text("You typed text here")).to_have_count(0)
    assert kept(page) == 0


def test_a_discarded_text_can_be_had_back_once_more(
    editor: Page, anew: Callable[[], Page], post: Post
) -> None:
    editor.goto(address(post))
    editor.get_by_label("Title:").fill("New title")
    page = anew()
    page.goto(address(post))
    page.get_by_role("button", name="Discard").press("Enter")
    page.get_by_role("button", name="Keep it after all").press("Enter")
    expect(page.get_by_role("button", name="Put it back")).to_be_visible()
    page.get_by_role("button", name="Discard").press("Enter")
    expect(page.get_by_role("button", name="Keep it after all")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Title:")).to_have_value("Old title")
    expect(page.get_by_text("You typed text here")).to_have_count(0)


def test_a_refused_form_keeps_its_text_and_a_second_tab_is_not_offered_the_first(
    editor: Page, post: Post
) -> None:
    editor.goto(address(post))
    type_text(editor, " And more.")
    editor.get_by_label("Title:").fill("")
    editor.get_by_role("button", name="Publish changes").click()
    expect(editor.get_by_text("This field is required").first).to_be_visible()
    assert kept(editor) == 1
    second = editor.context.new_page()
    second.goto(address(post))
    expect(second.get_by_text("You have this open in another tab.")).to_be_visible()
    expect(second.get_by_text("You typed text here")).to_have_count(0)
    editor.get_by_label("Title:").fill("Mended")
    editor.get_by_role("button", name="Publish changes").click()
    expect(editor.get_by_text("look at the")).to_be_visible()
    assert kept(editor) == 0


def test_a_tab_that_crashed_and_is_loaded_again_is_not_called_a_second_one(editor: Page, post: Post) -> None:
    editor.goto(address(post))
    expect(editor.locator("[data-presence]")).to_have_text("")
    tab = editor.context.new_page()
    tab.add_init_script("addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true)")
    tab.goto(address(post))
    expect(tab.get_by_text("You have this open in another tab.")).to_be_visible()
    editor.close()
    with tab.expect_response(lambda response: response.url.endswith("/open-form/")):
        tab.reload()
    expect(tab.locator("[data-presence]")).to_have_text("")


def test_a_save_after_the_session_has_ended_comes_back_with_the_text(editor: Page, post: Post) -> None:
    editor.goto(address(post))
    editor.get_by_label("Title:").fill("Typed too late")
    type_text(editor, " And more.")
    Session.objects.all().delete()
    editor.get_by_role("button", name="Publish changes").click()
    expect(editor.get_by_text("Your session had ended")).to_be_visible()
    fill_in_login(editor)
    expect(editor.get_by_text("What you typed is below and not saved yet")).to_be_visible()
    expect(editor.get_by_label("Title:")).to_have_value("Typed too late")
    assert Post.objects.get().title == "Old title"
    editor.get_by_role("button", name="Publish changes").click()
    expect(editor.get_by_text("look at the")).to_be_visible()
    assert (Post.objects.get().title, Post.objects.get().body) == (
        "Typed too late",
        "<p>Old text. And more.</p>",
    )
    assert kept(editor) == 0


def test_an_ended_session_is_said_and_a_login_in_a_second_tab_mends_it(
    editor: Page, post: Post, problems: list[str]
) -> None:
    editor.clock.install()
    editor.goto(address(post))
    with editor.expect_response("**/quality/"):
        editor.get_by_label("Title:").fill("Typed meanwhile")
        editor.clock.run_for(2_000)
    Session.objects.all().delete()
    editor.clock.run_for(31_000)
    expect(editor.get_by_text("Your session has ended.")).to_be_visible()
    problems.clear()  # the browser notes that the server said 401
    with editor.context.expect_page() as opened:
        editor.get_by_role("link", name="sign in again in a new tab").click()
    fill_in_login(opened.value)
    expect(opened.value.get_by_text("Close this tab and go on")).to_be_visible()
    opened.value.close()
    editor.clock.run_for(31_000)
    expect(editor.get_by_text("Your session has ended.")).to_have_count(0)
    problems.clear()
    editor.get_by_role("button", name="Publish changes").click()
    expect(editor.get_by_text("look at the")).to_be_visible()
    assert Post.objects.get().title == "Typed meanwhile"
    # What was on its way with the token of before the login is refused, and asked again with the new one.
    problems[:] = [problem for problem in problems if "status of 403" not in problem]


def test_a_form_that_cannot_be_sent_stays_and_is_sent_when_the_connection_is_back(
    editor: Page, post: Post, problems: list[str]
) -> None:
    editor.goto(address(post))
    editor.get_by_label("Title:").fill("Typed on the train")
    editor.context.set_offline(True)
    editor.get_by_role("button", name="Publish changes").click()
    expect(editor.get_by_role("alert").get_by_text("the site cannot be reached")).to_be_visible()
    expect(editor.get_by_label("Title:")).to_have_value("Typed on the train")
    editor.context.set_offline(False)
    editor.get_by_role("button", name="Publish changes").click()
    expect(editor.get_by_text("look at the")).to_be_visible()
    assert Post.objects.get().title == "Typed on the train"
    problems[:] = [problem for problem in problems if "ERR_INTERNET_DISCONNECTED" not in problem]


def test_without_javascript_a_save_after_the_session_comes_back_too(
    chromium: Browser, live_server: LiveServer, admin_user: User
) -> None:
    about = make_page(title="Old title")
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(reverse("admin:pages_page_change", args=[about.pk]))
    fill_in_login(page)
    page.get_by_label("Title:").fill("Typed too late")
    Session.objects.all().delete()
    page.get_by_role("button", name="Publish changes").click()
    fill_in_login(page)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Title:")).to_have_value("Typed too late")
    page.get_by_role("button", name="Publish changes").click()
    expect(page.get_by_text("look at the")).to_be_visible()
    context.close()


def test_two_people_see_each_other_come_and_go(
    chromium: Browser, editor: Page, live_server: LiveServer, post: Post
) -> None:
    maria = User.objects.create_superuser("maria", first_name="Maria", last_name="Lopez")
    context = chromium.new_context(base_url=live_server.url)
    log_in(context, live_server.url, maria)
    hers = context.new_page()
    hers.goto(address(post))
    hers.wait_for_load_state("networkidle")

    editor.clock.install()
    editor.goto(address(post))
    expect(editor.get_by_role("status").filter(has_text="Maria Lopez has this open since")).to_be_visible()
    hers.goto("/admin/")
    editor.clock.run_for(31_000)
    expect(editor.get_by_text("Maria Lopez")).to_have_count(0)
    hers.goto(address(post))
    expect(hers.get_by_text("admin has this open since")).to_be_visible()
    editor.clock.run_for(31_000)
    expect(editor.get_by_text("Maria Lopez has this open since")).to_be_visible()
    context.close()


def test_a_logout_asks_and_leaves_nothing_to_the_next(editor: Page, post: Post) -> None:
    editor.goto(address(post))
    editor.get_by_label("Title:").fill("New title")
    asked: list[str] = []
    editor.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    editor.get_by_role("button", name="Log out").click()
    expect(editor.get_by_label("Title:")).to_have_value("New title")
    assert "post “Old title”" in asked[0]
    editor.once("dialog", lambda dialog: dialog.accept())
    editor.get_by_role("button", name="Log out").click()
    expect(editor.get_by_text("Logged out")).to_be_visible()
    assert kept(editor) == 0


def test_a_new_text_is_offered_and_never_a_password(editor: Page, anew: Callable[[], Page]) -> None:
    make_category(name="Awards")
    editor.goto(reverse("admin:news_post_add"))
    editor.get_by_label("Title:").fill("A new one")
    editor.get_by_label("Category:").select_option("Awards")
    page = anew()
    page.goto(reverse("admin:news_post_add"))
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_label("Title:")).to_have_value("A new one")
    expect(page.get_by_label("Category:")).to_have_value(str(make_category().pk - 1))
    text = page.evaluate("JSON.stringify(localStorage)")
    for secret in ("csrfmiddlewaretoken", "version", "password"):
        assert secret not in text


def test_a_chosen_figure_is_kept_too(editor: Page, anew: Callable[[], Page], post: Post) -> None:
    image = make_image(title="Lever presses")
    editor.goto(address(post))
    editor.get_by_role("button", name="Figure: choose or upload an image").click()
    editor.get_by_role("button", name="Lever presses").click()
    expect(editor.get_by_text("“Lever presses” is chosen.")).to_be_visible()
    expect(
        editor.get_by_role("complementary").get_by_text("The figure has no alternative text")
    ).to_be_visible()
    page = anew()
    page.goto(address(post))
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("link", name="Lever presses")).to_be_visible()
    expect(page.locator("#id_figure")).to_have_value(str(image.pk))
    page.get_by_role("complementary").get_by_role("link", name="The figure").click()
    expect(page.get_by_label("Alternative text:")).to_be_focused()
