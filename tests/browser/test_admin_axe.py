"""Every page of the admin by axe-core: nothing is found, not even slight, in light and dark, wide and narrow.

The pages come from the admin's own URL patterns (``tests/admin_doors.py``), so a new one is looked at by
itself. What has no address of its own stands below: pages that ask before they act, and pages with errors.
"""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from news.models import Post
from nidairp.roles.table import WRITERS
from publications.models import Publication
from tests.admin_doors import Door, doors, examples
from tests.browser.axe import faults, faults_of_looks
from tests.factories import make_post
from tests.nidairp.roles.people import member

pytestmark = pytest.mark.django_db(transaction=True)

#: The parts of the admin, in as many heaps as can be looked at side by side; "" is for pages of no part.
PARTS = ["", *sorted({model._meta.app_label for model in admin.site._registry})]
HEAPS = 4


@pytest.fixture
def look(editor: Page, problems: list[str]) -> Callable[[], list[str]]:
    """What is wrong with the page as it stands: light and wide, then dark and narrow."""

    def view(scheme: str, width: int) -> None:
        editor.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        editor.set_viewport_size({"width": width, "height": 900})

    def found() -> list[str]:
        view("light", 1280)
        wrong = [f"{editor.url} {fault}" for fault in [*faults(editor), *too_wide(editor)]]
        view("dark", 390)
        wrong += [f"{editor.url} (narrow) {fault}" for fault in [*faults_of_looks(editor), *too_wide(editor)]]
        problems.clear()  # the site's policy refuses the style sheet that axe brings along
        return wrong

    return found


def too_wide(page: Page) -> list[str]:
    pixels = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"is {pixels} px too wide"] if pixels > 0 else []


def once_each(found: Iterable[Door]) -> Iterator[Door]:
    """Histories and questions before deleting that one view answers for many models: the first of them."""
    seen = set()
    for door in found:
        kind = door.name.rpartition("_")[2]
        if door.model and kind in ("history", "delete"):
            view = getattr(type(admin.site.get_model_admin(door.model)), f"{kind}_view")
            if view in seen:
                continue
            seen.add(view)
        yield door


@pytest.mark.parametrize("heap", range(HEAPS))
def test_every_page_is_for_everybody(editor: Page, admin_client: Client, look, heap: int) -> None:
    wrong = []
    for door in once_each(doors(examples())):
        if PARTS.index(door.model._meta.app_label if door.model else "") % HEAPS != heap:
            continue
        answer = admin_client.get(door.address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            editor.goto(door.address)
            wrong += look()
    assert not wrong, "\n".join(wrong)


def test_pages_that_ask_or_complain_are_for_everybody(editor: Page, look) -> None:
    rows = examples()
    wrong = []
    for model in (Post, Publication):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        editor.goto(reverse(f"{name}_changelist"))
        for action in (*bulk_actions(model), "delete_selected"):
            editor.goto(reverse(f"{name}_changelist"))
            editor.locator("input.action-select").first.check()
            editor.locator("select[name=action]").select_option(action)
            editor.get_by_role("button", name="Go").click()
            wrong += look()
        editor.goto(reverse(f"{name}_changelist") + "?q=nothing+at+all")
        wrong += look()
        editor.goto(reverse(f"{name}_add") + "?_popup=1")
        editor.get_by_role("button", name="Save").first.click()
        editor.locator(".errornote").wait_for()
        wrong += look()
    editor.goto(reverse("admin:news_post_delete", args=[rows[Post].pk]))
    editor.goto("/admin/no-such-page/")
    wrong += look()
    editor.goto(reverse("admin:auth_user_password_change", args=[rows[User].pk]))
    editor.locator("input[type=submit]").first.click()
    wrong += look()
    editor.goto(reverse("admin:invite", args=[rows[User].pk]))
    editor.get_by_role("button", name="Show me the link").click()
    wrong += look()
    link = editor.get_by_label("The link").input_value()
    for _ in ("to be used", "used"):
        editor.goto(urlsplit(link).path)
        if (chosen := editor.get_by_role("button", name="Set the password")).is_visible():
            chosen.click()
        wrong += look()
        User.objects.filter(pk=rows[User].pk).update(password="!another")
    assert not wrong, "\n".join(wrong)


def bulk_actions(model: type[Post] | type[Publication]) -> list[str]:
    actions = admin.site.get_model_admin(model).actions or []
    return [action.name for action in actions]


def test_a_writers_pages_are_for_everybody(editor: Page, look) -> None:
    writer = member(WRITERS, "writer")
    writer.set_password("password")
    writer.save()
    post = make_post(state="draft", created_by=writer)
    make_post(title="Waits", created_by=writer)
    editor.goto("/admin/")
    editor.get_by_role("button", name="Log out").click()
    editor.goto("/admin/")
    editor.get_by_label("Username").fill("writer")
    editor.get_by_label("Password").fill("password")
    editor.get_by_role("button", name="Log in").click()
    editor.get_by_role("heading", name="My drafts").wait_for()
    wrong = look()
    for page in ("changelist", "add", "change", "history"):
        keys = [post.pk] if page in ("change", "history") else []
        editor.goto(reverse(f"admin:news_post_{page}", args=keys))
        wrong += look()
    assert not wrong, "\n".join(wrong)


def test_the_way_in_and_out_is_for_everybody(editor: Page, problems: list[str], look) -> None:
    editor.goto("/admin/")
    editor.get_by_role("button", name="Log out").click()
    wrong = look()
    editor.goto("/admin/")
    wrong += look()
    editor.get_by_label("Username").fill("admin")
    editor.get_by_label("Password").fill("wrong")
    editor.get_by_role("button", name="Log in").click()
    editor.locator(".errornote").wait_for()
    wrong += look()
    editor.get_by_role("link", name="Forgotten your password?").click()
    for typed in ("no address", "who@example.org"):
        editor.get_by_label("Mail address:").fill(typed)
        wrong += look()
        editor.get_by_role("button", name="Send me a link").click()
        editor.locator(".errorlist, .messagelist").first.wait_for()
        wrong += look()
    assert not wrong, "\n".join(wrong)
