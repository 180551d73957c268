"""The site served by processes of its own: CPU per request of kept pages, beside plain Django and nginx."""

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.conf import settings

from tests.deploy.nginx import PROGRAM, nginx
from tests.deploy.waiting import Answer, free_port, until
from tests.processes import address

ROUNDS, REQUESTS = 5, 1500
#: Of a slow way fewer are enough.
FEW = 60


@dataclass
class Way:
    name: str
    port: int
    paths: list[str]
    processes: list[int]
    requests: int = REQUESTS
    taken: list[float] = field(default_factory=list)

    def measure(self) -> None:
        before = cpu(self.processes)
        load(self.port, self.paths, self.requests)
        self.taken.append((cpu(self.processes) - before) / self.requests * 1000)


def compare(paths: list[str], kinds: dict[str, list[str]]) -> None:
    """`paths` are asked for in turn; of the others each once, for what that leaves in memory."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="nidairp-bench-")))
        kept, plain, small, front = free_port(), free_port(), free_port(), free_port()
        program = stack.enter_context(served(kept, settings.PAGE_CACHE_MB))
        django = stack.enter_context(served(plain, 0))
        size = str(len(Answer(kept, paths[0]).body))
        smallest = stack.enter_context(served(small, 0, "tests.bench.reference", PAGE_BYTES=size))
        ways = [
            Way("page cache alone", kept, paths[:1], [program]),
            Way("page cache alone, 500 pages in turn", kept, paths, [program]),
            Way("an empty Django, its own page cache", small, ["/kept"], [smallest]),
            Way("an empty Django, a view of one line", small, ["/anew"], [smallest]),
            Way("this site as plain Django", plain, paths[:1], [django], FEW),
        ]
        if PROGRAM:
            for name in ("cache", "static", "media"):
                (folder / name).mkdir()
            (folder / "static/page.html").write_bytes(Answer(kept, paths[0]).body)
            number = stack.enter_context(nginx(folder, front, [kept, plain])).pid
            until(lambda: Answer(front, "/static/page.html").status == 200)
            ways.insert(0, Way("nginx, the same bytes as a file", front, ["/static/page.html"], [number]))
            ways.insert(1, Way("nginx before the page cache", front, paths[:1], [number, program]))
        for way in ways:
            load(way.port, way.paths, max(FEW, len(way.paths)))
        for turn in range(ROUNDS):
            for way in ways if turn % 2 else reversed(ways):
                way.measure()
        show(ways)
        print(f"\n{'MB of the process after this':38} {'RSS':>10} {'PSS':>7}\n{'':38} {memory(program)}")
        for name, pages in kinds.items():
            load(kept, pages, len(pages))
            print(f"{f'{len(pages)} of {name}':38} {memory(program)}", flush=True)


def show(ways: list[Way]) -> None:
    base = median(ways[0].taken)
    print(f"\n{'answered by':38} {'ms of CPU':>10} {'ratio':>7}   (to {ways[0].name})")
    for way in ways:
        print(f"{way.name:38} {median(way.taken):10.4f} {median(way.taken) / base:7.1f}")
    if not PROGRAM:
        print("nginx is not on this machine (NGINX_PROGRAM names one)")


@contextmanager
def served(port: int, megabytes: int, module: str = "nidairp.wsgi", **more: str) -> Iterator[int]:
    command = [Path(sys.executable).with_name("granian"), "--interface", "wsgi", "--port", str(port)]
    options = "--workers 1 --runtime-mode st --blocking-threads 4 --no-ws --log-level warning".split()
    environment = os.environ | {
        "DATABASE_URL": address(),
        "PAGE_CACHE_MB": str(megabytes),
        "OPENBLAS_NUM_THREADS": "1",
        **more,
    }
    program = [*command, *options, f"{module}:application"]
    with subprocess.Popen(program, env=environment) as running:
        try:
            until(lambda: Answer(port, "/livez").status == 200)
            yield running.pid
        finally:
            running.terminate()


def load(port: int, paths: list[str], count: int) -> None:
    """On one connection: what the asking costs is not counted, and nobody waits in a queue."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for path in islice(cycle(paths), count):
        connection.request("GET", path, headers={"Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        response.read()
        assert response.status == 200, (path, response.status)
    connection.close()


def cpu(processes: list[int]) -> float:
    """Seconds of the processes and of those that they started, to the microsecond."""
    files = [file for pid in family(processes) for file in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    return sum(int(file.read_text().split()[0]) for file in files) / 1e9


def memory(process: int) -> str:
    """All that the largest of its processes holds, and the same with what is shared by its share."""
    return "{:10.1f} {:7.1f}".format(*max(map(_held, family([process]))))


def _held(process: int) -> tuple[float, float]:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    found = {name: int(size) / 1024 for name, size, *_ in map(str.split, lines)}
    return found["Rss:"], found["Pss:"]


def family(processes: list[int]) -> list[int]:
    found = list(processes)
    for pid in found:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, children.read_text().split())
    return found
