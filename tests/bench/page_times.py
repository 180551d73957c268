"""The measuring part of ``bench_pages``: runs inside of Django, on a database that may be lost."""

import cProfile
import io
import pstats
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from news.models import Post
from nidairp.pagecache.asking import asked
from nidairp.pagecache.making import make
from nidairp.wsgi import application
from publications.models import Publication
from tests.bench.served import compare
from tests.nidairp.pagecache.visitor import ask

ROUNDS, TIMES = 5, 8


def measure(count: int) -> None:
    call_command("migrate", verbosity=0)
    print(f"\n{connection.vendor}, {count:,} publications, {Post.objects.count():,} posts")
    begin()
    uncached(pages())
    compare([post.get_absolute_url() for post in articles(500)])


def articles(count: int) -> list[Post]:
    return list(Post.objects.published().select_related("category")[:count])


def pages() -> dict[str, str]:
    post = articles(1)[0]
    return {
        "article": post.get_absolute_url(),
        "home": "/",
        "news list": "/news/",
        "publication": Publication.objects.published().first().get_absolute_url(),
        "publication list": "/publications/",
        "publication list, filtered": "/publications/?year=2010-2020&type=article",
        "search": "/search/?q=quokka",
        "search, a common word": "/search/?q=cue",
    }


def begin() -> None:
    """A process of its own, as the server starts it."""
    pages = "open('/proc/self/statm').read().split()[1]"
    code = f"import time, nidairp.wsgi; print(time.process_time(), int({pages}) * 4 / 1024)"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(3)
    ]
    seconds, memory = (median(float(run[place]) for run in runs) for place in (0, 1))
    print(f"a process starts in {seconds:.2f} s of CPU and holds {memory:.0f} MB before its first page")


def uncached(places: dict[str, str]) -> None:
    print(
        f"\n{'made anew':28} {'bytes':>8} {'queries':>8} {'ms of CPU':>10} {'plain Django':>13} {'ratio':>6}"
    )
    for name, address in places.items():
        made, plain = by_cache(address), lambda address=address: ask(django(), address)
        body, queries = counted(made)
        ours, theirs = by_turns(made, plain)
        print(f"{name:28} {body:8,} {queries:8} {ours:10.1f} {theirs:13.1f} {theirs / ours:6.1f}")
    profile(by_cache(places["article"]))


def django() -> Callable[..., object]:
    return getattr(application, "application", application)


def by_cache(address: str) -> Callable[[], object]:
    """As the page cache has it made: with the menus of the generation."""
    path, _, query = address.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "testserver"}
    question = asked(environ)
    return lambda: make(django(), environ, question, "measured")


def counted(page: Callable[[], object]) -> tuple[int, int]:
    page()
    number = 0

    def count(execute: Callable[..., object], *rest: object) -> object:
        nonlocal number
        number += 1
        return execute(*rest)

    with connection.execute_wrapper(count):
        made = page()
    assert made.status.startswith("200"), made.status
    return len(made.body), number


def by_turns(*ways: Callable[[], object]) -> list[float]:
    """The median round of each, in milliseconds of CPU for each page."""
    for way in ways:
        way()
    rounds: list[list[float]] = [[] for _ in ways]
    for _ in range(ROUNDS):
        for way, taken in zip(ways, rounds, strict=True):
            begun = time.process_time()
            for _ in range(TIMES):
                way()
            taken.append((time.process_time() - begun) / TIMES * 1000)
    return [median(taken) for taken in rounds]


def profile(page: Callable[[], object]) -> None:
    place = settings.BASE_DIR / "var" / f"profile-article-{connection.vendor}.txt"
    place.parent.mkdir(exist_ok=True)
    with cProfile.Profile() as watching:
        for _ in range(20):
            page()
    text = io.StringIO()
    pstats.Stats(watching, stream=text).sort_stats("cumulative").print_stats(80)
    place.write_text(text.getvalue())
    print(f"where an article's time goes: {place}")
