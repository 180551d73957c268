"""Parts that outlast an edit say what they would say made anew, and look at nothing but what they name."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from news.models import Category, Post
from nidairp.generation.carried import GENERATION, Of
from nidairp.generation.keeping import Keeping
from nidairp.generation.reading import SQL
from nidairp.generation.triggers import MOVED
from nidairp.generation.watched import tables, watched
from nidairp.navigation import tree
from nidairp.navigation.models import MenuItem
from nidairp.pages.models import Page
from nidairp.redirects.models import Redirect
from publications.models import Author, Publication, Tag
from tests.factories import make_category, make_page, make_post, make_publication

from .test_watched import READ_ALL_THE_SAME, addresses, reading

__all__ = ["addresses"]

#: What is another for each answer: the moment at which a feed of nothing was made.
CHANGING = re.compile(r"T\d\d:\d\d:\d\d\.\d+")
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def generation() -> str:
    with connection.cursor() as cursor:
        cursor.execute(SQL)
        return cursor.fetchone()[0]


def kept(client: Client, address: str) -> str:
    """As the page cache would have it made."""
    return said(client.get(address, **{GENERATION: generation()}))


def anew(client: Client, address: str) -> str:
    return said(client.get(address))


def said(response: Any) -> str:
    body = b"".join(response) if response.streaming else response.content
    return f"{response.status_code} {CHANGING.sub('', body.decode())}"


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A test's transaction is one for the triggers, which move a number once in each."""

    def begin() -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for app in {one.app for one in watched()}:
                    cursor.execute("SELECT set_config(%s, '', true)", [MOVED + app])

    return begin


def edits() -> list[Callable[[], Any]]:
    primary = MenuItem.objects.menu("primary")
    return [
        lambda: Post.objects.update(title="Another title", date="2024-03-05"),
        lambda: make_post(title="One more", category=Category.objects.first()),
        lambda: tree.add(primary, "An article", post=Post.objects.first()),
        lambda: Post.objects.filter(title="One more").update(slug="moved"),
        lambda: Post.objects.update(state="withdrawn"),
        lambda: Post.objects.update(state="published"),
        lambda: tree.add(primary, "A kind", category=Category.objects.first()),
        lambda: Category.objects.update(name="Another name"),
        lambda: tree.add(primary, "Typed", address="/somewhere/"),
        lambda: make_page(title="Somewhere", slug="somewhere"),
        lambda: Page.objects.filter(slug="somewhere").update(state="draft"),
        lambda: Redirect.objects.create(old_path="/somewhere/", address="/news/"),
        lambda: make_category(name="A new kind"),
        lambda: make_publication(authors="Carmack, Stephanie A", year=2021, title="A newer paper"),
        lambda: Publication.objects.update(title="Another paper", year=2018),
        lambda: Publication.objects.first().delete(),
        lambda: Author.objects.filter(family="Carmack").update(family="Renamed"),
        lambda: Tag.objects.update(name="Serotonin"),
        lambda: Publication.objects.update(is_public=False),
    ]


def test_after_any_edit_each_page_is_what_it_would_be_made_anew(
    client: Client, addresses: list[str], nothing_kept: Callable[[], None]
) -> None:
    for address in addresses:
        kept(client, address)
    for number, edit in enumerate(edits()):
        nothing_kept()
        edit()
        for address in addresses:
            assert kept(client, address) == anew(client, address), (number, address)


def test_what_is_kept_for_some_apps_looks_at_no_others(
    client: Client, addresses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app_of = {model._meta.db_table: model._meta.app_label for model in tables()}
    found: dict[tuple[str, ...], set[str]] = {}
    call = Keeping.__call__

    def noting(self: Any, key: Any, make: Callable[[], Any]) -> Any:
        if not isinstance(self.state, Of):
            return call(self, key, make)

        def noted() -> Any:
            with reading() as read:
                made = make()
            found.setdefault(self.state.apps, set()).update(read - READ_ALL_THE_SAME.keys())
            return made

        noted()
        return call(self, key, make)

    monkeypatch.setattr(Keeping, "__call__", noting)
    for address in addresses:
        kept(client, address)
    assert found.keys() == {(), ("news",), ("publications",)}
    for apps, read in found.items():
        assert {app_of[table] for table in read} <= set(apps)
