"""A real Chromium on the running site. A page that complains in its console fails its test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import launched
from tests.browser.session import log_in

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    # Playwright's own event loop runs in the test's thread from here on. Django takes that for async code
    # and would refuse the ORM, though nothing here awaits.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # It also has other connections there, which would not know what to put back after each test.
    written_by_migrations = connection._test_serialized_contents
    with launched() as browser:
        connection._test_serialized_contents = written_by_migrations
        yield browser


@pytest.fixture
def problems() -> list[str]:
    """What the page complained of; a test that expects a complaint clears it."""
    return []


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, problems: list[str]) -> Iterator[Page]:
    """An empty page that opens the site's own addresses: ``page.goto("/news/")``."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            problems.append(f"{page.url}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    yield page
    context.close()
    assert not problems, "the page complained: " + "; ".join(problems)


@pytest.fixture
def editor(page: Page, live_server: LiveServer, admin_user: User) -> Page:
    """The same page, in the hands of the first administrator, who has logged in."""
    log_in(page.context, live_server.url, admin_user)
    return page
