"""Somebody who has forgotten the password gets in again, with nothing but the login page and their mail."""

from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.deploy.waiting import until
from tests.nidairp.inviting.test_inviting import CHOSEN, LINK
from tests.nidairp.second_factor.codes import make_editor

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_login_page_to_a_new_password(page: Page) -> None:
    cache.clear()
    make_editor("ann", email="ann@example.org")
    page.goto("/admin/")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("Mail address:").fill("ann@example.org")
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_text("If somebody works here with the mail address ann@example.org")).to_be_visible()
    until(lambda: bool(mail.outbox))
    page.goto(urlsplit(LINK.findall(mail.outbox[0].body)[0]).path)
    expect(page.get_by_label("Your name here:")).to_have_value("ann")
    page.get_by_label("New password:").fill(CHOSEN)
    page.get_by_label("New password confirmation:").fill(CHOSEN)
    page.get_by_role("button", name="Set the password").click()
    page.get_by_label("Username").fill("ann")
    page.get_by_label("Password").fill(CHOSEN)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
