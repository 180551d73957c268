"""The measuring part of ``bench_admin``: every list by every filter and column, and the forms."""

import statistics
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from news.models import Post
from nidairp.library.models import Image
from publications.importing import batch as importing
from publications.models import Author, Publication
from tests.bench.large_site import fill
from tests.bench.search_times import milliseconds

TIMES = 3
LIMIT = 300
#: Lists that are long; the others are a page or two.
LONG = (Publication, Author, Post, Image)


def measure(publications: int, posts: int) -> None:
    print(f"\n{connection.vendor}: {publications} publications, {posts} posts")
    fill(publications, posts)
    text = "".join(f"@article{{new{one}, title={{A title {one}}}}}\n" for one in range(5_000))
    batch = importing.stage([("many.bib", text.encode())])
    ask(batch.get_absolute_url())


def ask(batch: str) -> None:
    client = Client()
    client.force_login(User.objects.get(username="bench"))
    print(f"{'':64}{'CPU':>8}{'clock':>8}{'queries':>9}   medians of {TIMES}")
    for address in (*lists(), *forms(), batch, *completions()):
        client.get(address)
        queries = Counter()
        with connection.execute_wrapper(queries.seen):
            status = client.get(address).status_code
        times = [milliseconds(lambda: client.get(address).content) for _ in range(TIMES)]  # noqa: B023
        cpu, clock = (statistics.median(column) for column in zip(*times, strict=True))
        remark = " <-- slow" if cpu > LIMIT else "" if status == 200 else f" <-- {status}"
        print(f"{address[:64]:64}{cpu:8.0f}{clock:8.0f}{queries.seen_so_far:9}{remark}", flush=True)


class Counter:
    """Counts what goes to the database, whatever becomes of the connection meanwhile."""

    seen_so_far = 0

    def seen(self, execute: Callable[..., Any], *query: Any) -> Any:
        self.seen_so_far += 1
        return execute(*query)


def lists() -> Iterator[str]:
    for model, model_admin in admin.site._registry.items():
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        yield address
        if model in LONG or model._meta.model_name == "logentry":
            yield from variants(address, model_admin)


def variants(address: str, model_admin: admin.ModelAdmin) -> Iterator[str]:
    """Deep pages, searches, each filter by its last choice, each column both ways."""
    request = RequestFactory().get(address)
    request.user = User.objects.get(username="bench")
    shown = model_admin.get_changelist_instance(request)
    last = shown.paginator.num_pages
    yield from (f"{address}?p={page}" for page in (last // 2, last))
    yield from (f"{address}?q={words}" for words in ("reward", "cue reward", "zyzzyva", "okafor3"))
    for number, _ in enumerate(shown.list_display):
        yield from (f"{address}?o={sign}{number}" for sign in ("", "-"))
    for spec in shown.filter_specs:
        *_, choice = spec.choices(shown)
        yield address + choice.get("query_string", "")
    if model_admin.date_hierarchy:
        yield f"{address}?{model_admin.date_hierarchy}__year=2020"


def forms() -> Iterator[str]:
    for model in (Publication, Author, Post, Image):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield from (reverse(f"{name}_{page}", args=[1]) for page in ("change", "history", "delete"))
        yield reverse(f"{name}_add")
    yield reverse("admin:index")


def completions() -> Iterator[str]:
    address = reverse("admin:autocomplete")
    for model, field in (("citedpublication", "publication"),):
        for term in ("", "reward", "cue rew", "zyzzyva"):
            yield f"{address}?app_label=news&model_name={model}&field_name={field}&term={term}"
