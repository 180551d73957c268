"""The measuring part of ``bench_list``: runs inside of Django, on a database that may be lost."""

import resource
import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from publications.models import Author, Tag, listing
from tests.bench.many import fill
from tests.bench.search_times import cpu_seconds

TIMES = 5


def questions() -> dict[str, str]:
    authors = [author.slug for author in Author.objects.order_by("pk")[:2]]
    tags = [tag.slug for tag in Tag.objects.order_by("pk")[:3]]
    rare = Author.objects.order_by("-pk").first().slug
    return {
        "first page": "",
        "page 4,000": "page=4000",
        "last page": "page=999999",
        "a year": "year=2019",
        "years": "year=2010-2020",
        "type": "type=article",
        "two types": "type=article&type=book",
        "state": "state=published",
        "author, thousands of papers": f"author={authors[0]}",
        "author, few papers": f"author={rare}",
        "tag, tens of thousands": f"tag={tags[0]}",
        "type, state": "type=article&state=published",
        "type, state, page 2,000": "type=article&state=published&page=2000",
        "years, type, state": "year=1990-2026&type=article&state=published",
        "tag, type": f"tag={tags[0]}&type=article",
        "two tags": f"tag={tags[0]}&tag={tags[1]}",
        "three tags, type": f"tag={tags[0]}&tag={tags[1]}&tag={tags[2]}&type=article",
        "two authors": f"author={authors[0]}&author={authors[1]}",
        "author, tag, years": f"author={authors[0]}&tag={tags[0]}&year=2000-2026",
        "nothing left": "year=1999&type=patent&state=submitted&q=quokka",
        "sorted by title": "sort=title",
        "sorted by title, page 4,000": "sort=title&page=4000",
        "sorted by author, page 4,000": "sort=author&page=4000",
        "type, by title, page 2,000": "type=article&sort=title&page=2000",
        "common word": "q=cue",
        "common word, page 1,000": "q=cue&page=1000",
        "common word, type, years": "q=cue&type=article&year=1990-2026",
        "common word, tag, author": f"q=cue&tag={tags[0]}&author={authors[0]}",
        "common word, by title": "q=cue&sort=title&page=500",
        "common word, by relevance": "q=cue&sort=relevance",
        "two common words": "q=cue+reward",
        "phrase of common words": 'q="cue reward"',
        "beginning of a word": "q=b*",
        "beginning of two letters": "q=ba*",
        "rare word": "q=quokka",
        "rare word, type": "q=quokka&type=article",
    }


def measure(count: int) -> None:
    print(f"\n{connection.vendor}: {count} publications, filling the database ...", flush=True)
    call_command("migrate", verbosity=0)
    fill(count)
    ask("/publications/?", questions())
    ask(
        "/publications/filter/author/?",
        {"all authors": "", "of a type": "type=article", "named": "named=kim"},
    )
    export()


def ask(address: str, asked: dict[str, str]) -> None:
    """As the first request of a process meets it, and as any later one does."""
    client = Client()
    client.get("/publications/?page=2")
    print(f"{address:34}{'first':>7}{'CPU':>7}{'later':>7}{'CPU':>7}{'queries':>9}   ms, least of {TIMES}")
    for name, question in asked.items():

        def get(question: str = question) -> None:
            client.get(f"{address}{question}")

        with CaptureQueriesContext(connection) as context:
            get()
            queries = len(context)
        times = [*least(get, forget=True), *least(get)]
        print(f"  {name:32}{''.join(f'{one:7.0f}' for one in times)}{queries:9}", flush=True)


def least(work: Callable[[], None], *, forget: bool = False) -> tuple[float, float]:
    clocks, cpus = zip(*(clock(work, forget=forget) for _ in range(TIMES)), strict=True)
    return min(clocks), min(cpus)


def clock(work: Callable[[], None], *, forget: bool = False) -> tuple[float, float]:
    if forget:
        listing._kept = listing._NOTHING
    started, at_work = time.perf_counter(), cpu_seconds()
    work()
    return 1000 * (time.perf_counter() - started), 1000 * (cpu_seconds() - at_work)


def export() -> None:
    """All of it, in each format: how long, and how much more memory than before."""
    for ending in ("bib", "ris", "json"):
        before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
        written = sum(map(len, Client().get(f"/publications.{ending}").streaming_content))
        seconds = time.perf_counter() - started
        more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(
            f"  all as {ending:5}{written / 1e6:8.0f} MB in {seconds:5.0f} s, {more:4.0f} MB of memory more"
        )
