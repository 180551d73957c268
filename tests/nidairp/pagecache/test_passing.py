"""What goes by the page cache, and what is made where there is none: still of a generation of the content."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from nidairp import handler, maintenance
from nidairp.editing import due
from nidairp.editing.middleware import DueMiddleware
from nidairp.generation import by_app
from nidairp.generation.carried import GENERATION, LASTS_UNTIL, SILENT
from nidairp.generation.reading import Unreadable
from nidairp.generation.source import reading_from
from nidairp.maintenance import MaintenanceMiddleware
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.pagecache.passing import Passing
from tests.factories import make_post

from .visitor import ask

PAGE = "/news/irp-news/a-post/"


class Django:
    """Remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.given.append(environ.get(GENERATION, "nothing"))
        start_response("200 OK", [])
        return []


class Read:
    def __init__(self, answer: Any) -> None:
        self.answer, self.is_silent = answer, False

    def __call__(self) -> str:
        return self.answer()


def given(address: str, answer: Any = lambda: "7", method: str = "GET") -> Any:
    django = Django()
    passing = Passing(django)
    passing.read = Read(answer)  # type: ignore[assignment]
    ask(passing, address, method)
    return django.given[0]


def unreadable() -> str:
    raise Unreadable


def test_only_what_reads_a_public_page_is_of_a_generation():
    assert given(PAGE) == given(PAGE, method="HEAD") == given("/search/?q=pain") == "7"
    assert given(PAGE, method="POST") == given("/preview/some.token/") == given("/healthz") == "nothing"
    assert given(f"/{settings.ADMIN_URL}") == given("/caf\xc3\xa9/") == "nothing"


def test_a_database_that_does_not_answer_and_a_closed_site_are_left_to_django(settings, tmp_path):
    assert given(PAGE, unreadable) == "nothing"
    settings.VAR_DIR = tmp_path
    maintenance.mark().touch()
    assert given(PAGE, unreadable) == "nothing"


def test_what_the_page_cache_has_read_or_could_not_read_is_not_asked_again():
    django = Django()
    passing = Passing(django)
    passing.read = Read(unreadable)  # type: ignore[assignment]
    for carried in ("5", None):
        passing({"PATH_INFO": PAGE, "REQUEST_METHOD": "GET", GENERATION: carried}, lambda *said: None)
    assert django.given == ["5", None]


@pytest.mark.django_db
def test_while_the_database_is_silent_nobody_waits_for_it(client: Client):
    """Only probes are answered as always; the one for those who send readers here says what is wrong."""
    passing = Passing(handler.application())
    passing.read = Read(unreadable)  # type: ignore[assignment]
    passing.read.is_silent = True
    asked: list[str] = []
    with connection.execute_wrapper(lambda execute, sql, *rest: asked.append(sql)):
        for address in (PAGE, f"/{settings.ADMIN_URL}", "/search/?q=pain"):
            answer = ask(passing, address)
            assert (answer.status, answer.headers["retry-after"]) == (503, "30")
            assert "cannot answer right now" in answer.text
        assert ask(passing, "/livez").status == 200
        health = ask(passing, "/healthz")
        assert (health.status, health.text) == (503, "database or migrations\n")
    assert not asked


def closed(django: Any) -> Any:
    """What becomes of a request while the primary is silent."""
    request = RequestFactory().get(PAGE)
    request.META |= {SILENT: True, GENERATION: "7"}
    return request, MaintenanceMiddleware(DueMiddleware(django))(request)


def feed(request: Any) -> HttpResponse:
    return HttpResponse("a feed", content_type="text/xml", headers={"Cache-Control": "max-age=60"})


@pytest.mark.parametrize("known", [True, False])
def test_while_the_primary_is_silent_pages_of_a_replica_go_on_and_ask_it_nothing(
    known: bool, monkeypatch: pytest.MonkeyPatch
):
    """No test may ask a database without saying so: this one does not."""
    monkeypatch.setattr(due, "_quiet", due.Quiet("7" if known else "6", 0, math.inf))
    monkeypatch.setattr(by_app, "_known", ("7", {}))  # of which the replica is asked
    assert closed(feed)[1].status_code == 503
    with reading_from("replica-1"):
        request, answer = closed(feed)
    assert (answer.status_code, answer.content) == (200, b"a feed")
    assert answer.headers["Cache-Control"] == "max-age=0"
    assert (LASTS_UNTIL in request.META) == known, "what nobody knows the schedule of is not kept"


@pytest.fixture
def site() -> Iterator[Passing]:
    made = Passing(handler.application())
    yield made
    made.read.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_who_is_logged_in_sees_a_changed_menu_at_once_and_menus_are_drawn_once(
    site: Passing, admin_client: Client, admin_user: User
):
    address = make_post().get_absolute_url()
    tree.add(MenuItem.objects.menu("primary"), "Old words", address="/news/")
    cookie = f"{settings.SESSION_COOKIE_NAME}={admin_client.cookies[settings.SESSION_COOKIE_NAME].value}"
    assert "Old words" in ask(site, address, cookie=cookie).text
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        assert "Old words" in ask(site, address, cookie=cookie).text
    assert asked
    assert not [sql for sql in asked if "navigation_menuitem" in sql]
    tree.add(MenuItem.objects.menu("primary"), "New words", address="/publications/")
    assert "New words" in ask(site, address, cookie=cookie).text
