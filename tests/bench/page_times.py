"""The measuring part of ``bench_pages``: runs inside of Django, on a database that may be lost."""

import cProfile
import io
import os
import pstats
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import median

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils.text import slugify

from news.models import Post
from nidairp.generation.reading import Reader
from nidairp.pagecache.asking import asked
from nidairp.pagecache.making import Made, make
from nidairp.wsgi import application
from publications.models import Author, ListSegment, Publication
from tests.bench.quickness import quickness
from tests.bench.served import compare, cpu
from tests.nidairp.pagecache.visitor import ask

#: So many different pages of each kind, in so many rounds: none is made twice in the same way.
ROUNDS, TIMES = 5, 6
#: Asked before each round: so many kinds of news have their own marks in the menus, which a generation keeps.
FIRST = 8
PAGES = ROUNDS * TIMES + FIRST
#: Words that a third of all publications have.
COMMON = ("cue", "reward", "rat", "sleep")


def measure(count: int) -> None:
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:  # else the server does it meanwhile, on the second core
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    connection.settings_dict["CONN_MAX_AGE"] = 600  # as the site has it, and the tests do not
    print(f"\n{connection.vendor}, {count:,} publications, {Post.objects.count():,} posts")
    begin()
    made_anew(pages())
    compare(articles(0, 500), pages())


def articles(start: int, count: int) -> list[str]:
    posts = Post.objects.published().select_related("category")[start : start + count]
    return [post.get_absolute_url() for post in posts]


def pages() -> dict[str, list[str]]:
    """Of each kind some that nobody has asked for lately."""
    many = range(20, 20 + PAGES)
    keys = Publication.objects.published()[500 : 500 + PAGES].values_list("slug", flat=True)
    slugs = Author.objects.order_by("pk")[500 : 500 + PAGES].values_list("slug", flat=True)
    return {
        "article": articles(50, PAGES),
        "home": ["/"] * PAGES,
        "news list": [f"/news/?page={number}" for number in many],
        "publication": [reverse("publications:detail", args=[key]) for key in keys],
        "publication list": [f"/publications/?page={number}" for number in many],
        "publication list, filtered": [f"/publications/?year={1960 + one}-&type=article" for one in many],
        "publication list, an author": [f"/publications/?author={slug}" for slug in slugs],
        "search": [f"/search/?q=key{number}" for number in many],
        "search, a common word": [
            f"/search/?q={COMMON[one % 4]}&in=publications&page={one // 4}" for one in many
        ],
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


def made_anew(kinds: dict[str, list[str]]) -> None:
    """A line of the table for each kind; "quiet" is what `quickness` makes of it."""
    print(
        f"\n{'made anew':28} {'bytes':>8} {'queries':>8} {'ms of CPU':>10} {'(database)':>11} {'slower':>7} "
        f"{'quiet':>6} {'an article edited':>18} {'a publication':>14} {'plain Django':>13} {'ratio':>6}"
    )
    ways = (
        Way(lambda one: by_cache(one, generation())),
        Way(lambda one: by_cache(one, generation()), edited(Post, "summary")),
        Way(lambda one: by_cache(one, generation()), edited(Publication, "note")),
        Way(lambda one: ask(django(), one)),
    )
    with quickness() as slower:
        for name, addresses in kinds.items():
            body, queries = counted(addresses)
            times: list[float] = []
            (ours, database), (article, _), (paper, _), (plain, _) = by_turns(
                ways,
                addresses,
                lambda: times.append(slower()),  # noqa: B023
            )
            print(
                f"{name:28} {body:8,} {queries:8} {ours:10.1f} {database:11.1f} {median(times):7.1f} "
                f"{ours / median(times):6.1f} {article:18.1f} {paper:14.1f} {plain:13.1f} "
                f"{plain / ours:6.1f}",
                flush=True,
            )
            profile(name, addresses)


@dataclass(frozen=True, slots=True)
class Way:
    ask: Callable[[str], object]
    #: What happens before each page, and is not counted.
    before: Callable[[], object] = lambda: None


def edited(model: type[Post] | type[Publication], field: str) -> Callable[[], object]:
    """The same row of them says something else each time, and is stored as the admin does it."""
    key, edits = model.objects.published()[40].pk, count()

    def edit() -> None:
        model.objects.filter(pk=key).update(**{field: f"Edited {next(edits)} times."})
        ListSegment.objects.settle()

    return edit


def django() -> Callable[..., object]:
    """Behind what stands before it."""
    found = application
    while hasattr(found, "application"):
        found = found.application
    return found


generation = Reader()


def by_cache(address: str, generation: str | None) -> Made:
    """As the page cache has it made: with what is kept of the generation."""
    path, _, query = address.partition("?")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "testserver"}
    return make(django(), environ, asked(environ), generation or "")


def counted(addresses: list[str]) -> tuple[int, int]:
    """Bytes and queries of a page, where others of its kind have been made before."""
    by_cache(addresses[0], now := generation())
    number = 0

    def count(execute: Callable[..., object], *rest: object) -> object:
        nonlocal number
        number += 1
        return execute(*rest)

    with connection.execute_wrapper(count):
        made = by_cache(addresses[-1], now)
    assert made.status.startswith("200"), made.status
    return len(made.body), number


def by_turns(
    ways: Sequence[Way], addresses: list[str], each_turn: Callable[[], None]
) -> list[tuple[float, float]]:
    """The median round of each, in milliseconds of CPU for each page, and what of it the database took."""
    rounds: list[list[tuple[float, float]]] = [[] for _ in ways]
    server = backend()
    for turn in range(ROUNDS):
        each_turn()
        for way, taken in zip(ways, rounds, strict=True):
            cache.clear()  # of citations, which outlive an edit
            for address in addresses[-FIRST:]:
                way.ask(address)  # what is kept of one generation is gone when another was asked for
            ours = database = 0.0
            for address in addresses[turn * TIMES : (turn + 1) * TIMES]:
                way.before()
                begun, at_work = cpu([os.getpid()]), cpu(server)
                way.ask(address)
                database += cpu(server) - at_work
                ours += cpu([os.getpid()]) - begun
            taken.append(((ours + database) / TIMES * 1000, database / TIMES * 1000))
    return [median(taken) for taken in rounds]


def backend() -> list[int]:
    """The process of PostgreSQL's server that works for this connection."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return [cursor.fetchone()[0]]


def profile(name: str, addresses: list[str]) -> None:
    place = settings.BASE_DIR / f"var/profile-{slugify(name)}-{connection.vendor}.txt"
    place.parent.mkdir(exist_ok=True)
    cache.clear()
    by_cache(addresses[-1], now := generation())
    with cProfile.Profile() as watching:
        for address in addresses[:-FIRST]:
            by_cache(address, now)
    text = io.StringIO()
    pstats.Stats(watching, stream=text).sort_stats("cumulative").print_stats(80)
    place.write_text(text.getvalue())
