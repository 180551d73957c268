"""Whatever the public sees moves the generation: of all tables and all pages, not those we thought of."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils.datastructures import MultiValueDict

from nidairp.generation.carried import NOBODYS
from nidairp.generation.triggers import EVENTS
from nidairp.generation.watched import ONLY_WHERE, UNSEEN, UNSEEN_COLUMNS, tables, watched
from nidairp.handler import Handler
from nidairp.navigation.models import MenuItem
from nidairp.pagecache.addresses import KEPT, NEGOTIATED
from publications.models import Author, ListSegment
from tests.factories import (
    make_document,
    make_event,
    make_image,
    make_page,
    make_person,
    make_post,
    make_publication,
)

pytestmark = pytest.mark.django_db

#: Tables of the database that are no models of ours, and why they need not be watched.
NO_MODELS = {
    "django_migrations": "what the tables look like",
    "search_layout": "how the index is made",
    "search_words": "made from the entries, as the parts of it are",
}
#: What pages read without the content of it being seen.
READ_ALL_THE_SAME = {
    "publications_listmark": "told by triggers what has changed; made from publications",
    "publications_listsegment": "made from publications",
}
#: Public views whose answers are not kept, and why.
NOT_KEPT = {
    "set_password": "for one person, by a key in a session",
    "forgotten_password": "has a form's token",
    "shared_preview": "is for whoever has the link",
    "publications:attached": "a file",
    "library:file": "a file",
    "news:calendar": "goes back a year from this moment",
    "news:category_calendar": "goes back a year from this moment",
    "news:event_calendar": "is dated",
    "security_txt": "is dated",
    "share_post": "a picture",
    "share_site": "a picture",
    None: "a file of the storage, or a list as a file: streamed",
}


def test_every_table_is_watched_or_named_with_a_reason():
    there = set(connection.introspection.table_names())
    models = {model._meta.db_table: model._meta.label_lower for model in tables()}
    assert {table for table in there - models.keys() if not table.startswith(tuple(NO_MODELS))} == set()
    unseen = {table for table, label in models.items() if label in UNSEEN}
    wanted = {
        (one.table, event)
        for one in watched()
        for event in (EVENTS[connection.vendor] if not one.where else ("INSERT", "UPDATE"))
    }
    assert {table for table, _ in wanted} == models.keys() - unseen
    assert standing() == wanted


def standing() -> set[tuple[str, str]]:
    """Table and event of each trigger, as the database itself tells them."""
    told = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'generation%'",
        "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname LIKE 'generation%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(told[connection.vendor])
        made = [sql for (sql,) in cursor.fetchall()]
    pattern = r"AFTER (\w+)(?: OF .+?)? ON (?:public\.)?(\w+)"
    return {(found[2], found[1]) for found in (re.search(pattern, sql) for sql in made)}


def test_exceptions_are_of_tables_and_columns_that_are_there():
    models = {model._meta.label_lower: model for model in tables()}
    assert UNSEEN.keys() | UNSEEN_COLUMNS.keys() | ONLY_WHERE.keys() <= models.keys()
    for label, columns in UNSEEN_COLUMNS.items():
        assert columns <= {field.column for field in models[label]._meta.local_concrete_fields}


@contextmanager
def reading() -> Iterator[set[str]]:
    """The tables that are read within."""
    names = {model._meta.db_table for model in tables()}
    read: set[str] = set()

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        read.update(names & set(re.findall(r"\w+", sql)))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield read


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The parameters that views look for in the address."""
    names: set[str] = set()

    def noting(method: Any) -> Any:
        def noted(self: Any, key: str, *rest: Any, **more: Any) -> Any:
            if isinstance(self, QueryDict):
                names.add(key)
            return method(self, key, *rest, **more)

        return noted

    for name in ("__getitem__", "_getlist", "__contains__"):
        monkeypatch.setattr(MultiValueDict, name, noting(getattr(MultiValueDict, name)))
    return names


@pytest.fixture
def addresses(tmp_path: Any) -> list[str]:
    """One of each kind of page, with all that can stand on it."""
    paper = make_publication(authors="Carmack, Stephanie A; Koob, George F", year=2019, abstract="Words")
    paper.tags.create(name="Dopamine", slug="dopamine")
    paper.files.create(document=make_document())
    post = make_post(cites=(paper,), figure=make_image(), figure_alt="A figure", title="Words")
    post.files.create(document=make_document())
    post.tags.create(name="Rats", slug="rats")
    make_event(post)
    page, author = make_page(title="Branch"), Author.objects.get(family="Carmack")
    make_person(author, photo=make_image(), photo_alt="Somebody").pages.add(page)
    page.files.create(document=make_document())
    MenuItem.objects.create(parent=MenuItem.objects.menu("primary"), title="Branch", page=page)
    ListSegment.objects.settle()
    news, one = post.category.get_absolute_url(), paper.get_absolute_url()
    tagged = "/news/tags/rats/"
    return [
        "/",
        "/news/feed/",
        "/news/events/",
        *(f"{place}{more}" for place in ("/news/", news, tagged) for more in ("", "?year=2026&month=6")),
        f"{news}feed/",
        f"{tagged}feed/",
        post.get_absolute_url(),
        page.get_absolute_url(),
        "/publications/",
        "/publications/?q=words&author=carmack-stephanie-a&sort=relevance",
        "/publications/filter/author/?named=koob",
        "/publications/filter/tag/",
        "/publications/feed/",
        "/publications/feed/?q=words&tag=dopamine",
        "/publications/authors/",
        author.get_absolute_url(),
        one,
        f"{one[:-1]}.bib",
        f"{one[:-1]}.ris",
        f"{one[:-1]}.json",
        f"{one[:-1]}.txt?style=apa",
        "/search/?q=words",
        "/search/?q=words&in=news",
        "/sitemap.xml",
        "/sitemap-news.xml",
        "/sitemap-publications.xml",
        "/robots.txt",
    ]


@pytest.mark.slow
def test_no_public_page_reads_a_table_that_is_not_watched(client: Client, addresses: list[str]):
    seen = {one.table for one in watched()} | READ_ALL_THE_SAME.keys()
    for address in addresses:
        with reading() as read:
            assert client.get(address).status_code == 200, address
        assert read <= seen, address


@pytest.mark.slow
@pytest.mark.one_database
def test_every_kept_page_can_be_made_in_nobodys_name(addresses: list[str]):
    """Neither ``request.user`` nor a session nor messages are there for it."""
    django = Handler()
    for address in addresses:
        request = RequestFactory().get(address, **{NOBODYS: True})
        assert django.get_response(request).status_code == 200, address


def test_every_public_view_is_kept_or_named_and_every_kept_one_was_looked_at(addresses: list[str]):
    views = set(public_views(get_resolver()))
    assert views == KEPT.keys() | NOT_KEPT.keys()
    assert {resolve(address.partition("?")[0]).view_name for address in addresses} == KEPT.keys()
    assert KEPT.keys() >= NEGOTIATED


def public_views(resolver: URLResolver, space: str = "") -> Iterator[str | None]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}" if one.name else None
        elif one.namespace != "admin":
            yield from public_views(one, f"{space}{one.namespace}:" if one.namespace else space)


@pytest.mark.slow
def test_the_cache_knows_the_parameters_that_a_page_knows(
    client: Client, addresses: list[str], asked_for: set[str]
):
    known: dict[str, set[str]] = {}
    for address in addresses:
        asked_for.clear()
        client.get(address)
        known.setdefault(resolve(address.partition("?")[0]).view_name, set()).update(asked_for)
    assert known == {name: set(parameters) for name, parameters in KEPT.items()}
