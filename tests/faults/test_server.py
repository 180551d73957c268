"""The real server on the real database: the database goes and comes back, a worker is killed.

Nothing is started anew by hand.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

import psutil
import psycopg
import pytest

from tests import postgres

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
#: As `make run` does it, without the demonstration content.
SERVING = """
import sys
import django; django.setup()
from django.core.management import call_command
from django.db import connections
from nidairp.management.commands.serve import keep_serving
call_command("migrate", verbosity=0)
connections.close_all()
keep_serving("127.0.0.1", int(sys.argv[1]))
"""


#: More than fits into the buffers of a connection.
LENGTH = 32 << 20


class Answer(NamedTuple):
    #: 0 where there is none, or only a part of one.
    status: int
    body: bytes
    retry_after: str


class Site:
    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def get(self, address: str) -> Answer:
        asked = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            asked.request("GET", address)
            answer = asked.getresponse()
            return Answer(answer.status, answer.read(), answer.headers.get("Retry-After", ""))
        except (OSError, HTTPException):
            return Answer(0, b"", "")
        finally:
            asked.close()

    def comes_to(self, status: int, address: str = "/") -> bool:
        """Within two minutes, which all migrations may need on a loaded machine."""
        until = time.monotonic() + 120
        while time.monotonic() < until:
            if self.get(address).status == status:
                return True
            time.sleep(0.1)
        return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.fixture(name="database", scope="module")
def fixture_database() -> Iterator[str]:
    with postgres.server() as address:
        yield address


@pytest.fixture(name="site", scope="module")
def fixture_site(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    port, folder = free_port(), tmp_path_factory.mktemp("site")
    environment = {**os.environ, "DATABASE_URL": database, "VAR_DIR": str(folder)}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    (folder / "static").mkdir()
    with (folder / "static/long.bin").open("wb") as long:
        long.truncate(LENGTH)
    with (folder / "log").open("w") as log:
        started = [sys.executable, "-c", SERVING, str(port)]
        process = subprocess.Popen(started, cwd=ROOT, env=environment, stdout=log, stderr=log)
    site = Site(process, port)
    try:
        assert site.comes_to(200, "/healthz"), (folder / "log").read_text()
        yield site
    finally:
        process.terminate()
        process.wait()


@contextmanager
def under_load(site: Site, *addresses: str) -> Iterator[dict[str, Counter[int]]]:
    """One reader for each address, who asks again as soon as there is an answer."""
    got: dict[str, Counter[int]] = {address: Counter() for address in addresses}
    enough = Event()

    def read(address: str) -> None:
        number = 0
        while not enough.is_set():
            number += 1
            got[address][site.get(f"{address}{number}" if "?" in address else address).status] += 1

    readers = [Thread(target=read, args=[address]) for address in addresses]
    for reader in readers:
        reader.start()
    try:
        yield got
    finally:
        enough.set()
        for reader in readers:
            reader.join()


def folder_of(database: str) -> str:
    return database.removeprefix("postgres://postgres@/").rpartition("/")[0]


@contextmanager
def without(database: str) -> Iterator[None]:
    postgres.ctl(database, "-m", "immediate", "stop")
    try:
        yield
    finally:
        postgres.ctl(database, "-o", f"{postgres.OPTIONS} -k {folder_of(database)}", "start")


def test_the_database_goes_and_comes_back_under_load(site: Site, database: str) -> None:
    """What is kept is read on, the rest says when to come again, and nobody has to do anything."""
    kept, made_anew = "/news/", "/search/?q=word"
    assert site.comes_to(200, kept)
    with under_load(site, kept, made_anew) as got:
        with without(database):
            assert site.comes_to(503, f"{made_anew}0")
            for number in range(5):
                assert site.get(kept).status == 200
                refused = site.get(f"/publications/?q=never-asked-before-{number}")
                assert (refused.status, refused.retry_after) == (503, "30")
                assert b"cannot answer right now" in refused.body
            assert site.get("/healthz").status == 503
            assert site.get("/livez").status == 200
        assert site.comes_to(200, f"{made_anew}0")
        assert site.comes_to(200, "/healthz")
    assert set(got[kept]) == {200}
    assert set(got[made_anew]) == {200, 503}
    assert stuck(database) == 0


@contextmanager
def silent(database: str) -> Iterator[None]:
    """All of it stands still, as on a machine that hangs: it takes questions and answers none."""
    main = psutil.Process(int((Path(folder_of(database)) / "data/postmaster.pid").read_text().split()[0]))
    processes = [main, *main.children(recursive=True)]
    try:
        for one in processes:
            one.suspend()
        yield
    finally:
        for one in processes:
            one.resume()


def test_a_database_that_hangs_takes_what_is_kept_from_nobody(site: Site, database: str) -> None:
    """All threads would wait for it, one after the other, and nothing would be answered at all."""
    kept = "/news/"
    assert site.comes_to(200, kept)
    with silent(database):
        assert site.comes_to(200, kept)
        assert site.comes_to(503, "/healthz")
        for number in range(20):
            assert site.get(kept).status == 200
            refused = site.get(f"/publications/?q=never-asked-{number}")
            assert (refused.status, refused.retry_after) == (503, "30")
            assert site.get("/admin/login/").status == 503
        assert site.get("/livez").status == 200
    assert site.comes_to(200, "/healthz")
    assert site.comes_to(200, "/publications/?q=never-asked-0")


def stuck(database: str) -> int:
    """Connections that have begun something and do not end it."""
    with psycopg.connect(host=folder_of(database), user="postgres", dbname="postgres") as asking:
        sql = "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
        return asking.execute(sql).fetchone()[0]


def test_a_worker_that_is_killed_while_it_answers_is_replaced(site: Site) -> None:
    """Whoever was being answered asks again; nobody gets an error page, or half a page."""
    asked = "/search/?q=killed"
    with under_load(site, asked, "/news/") as got:
        assert site.comes_to(200, f"{asked}0")
        os.kill(worker_of(site).pid, signal.SIGKILL)
        assert site.comes_to(200, f"{asked}0")
    assert site.process.poll() is None
    assert set(got[asked]) | set(got["/news/"]) <= {0, 200}


def test_workers_that_are_killed_one_after_the_other_are_replaced(site: Site) -> None:
    """granian alone would end with the second of them."""
    killed = set()
    for _ in range(3):
        assert site.comes_to(200, "/livez")
        if (worker := worker_of(site)).pid not in killed:
            killed.add(worker.pid)
            worker.kill()
    assert site.comes_to(200, "/livez")
    assert len(killed) >= 2
    assert site.process.poll() is None


#: More than the server has threads.
SLOW = 13
BEGUN = (
    b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken=%s\r\nContent-Length: 99\r\n\r\na"
    % (b"x" * 32)
)


def test_who_goes_no_further_is_in_nobodys_way(site: Site) -> None:
    """After half a line, after half a body, after an answer."""
    idle = b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with ExitStack() as open_ones:
        for begun in [b"GET / HT", BEGUN] * SLOW + [idle] * 300:
            client = open_ones.enter_context(socket.create_connection(("127.0.0.1", site.port)))
            client.sendall(begun)
        for number in range(SLOW):
            assert site.get(f"/search/?q=meanwhile-{number}").status == 200


def test_who_takes_a_long_download_slowly_is_in_the_way_of_others_like_him_alone(site: Site) -> None:
    asked = b"GET /static/long.bin HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with ExitStack() as open_ones:
        for _ in range(SLOW):
            client = open_ones.enter_context(socket.create_connection(("127.0.0.1", site.port)))
            client.sendall(asked)
            assert client.recv(12) in (b"HTTP/1.1 200", b"HTTP/1.1 503")
        for number in range(SLOW):
            assert site.get(f"/search/?q=downloaded-{number}").status == 200
        refused = site.get("/static/long.bin")
        assert (refused.status, refused.retry_after) == (503, "30")
    assert site.comes_to(200, "/static/long.bin")


def worker_of(site: Site) -> psutil.Process:
    children = psutil.Process(site.process.pid).children()
    alive = [child for child in children if child.status() != psutil.STATUS_ZOMBIE]
    return next(child for child in alive if "resource_tracker" not in " ".join(child.cmdline()))


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 0\r\nContent-Length: 40",
        b"Content-Length: 0\r\nTransfer-Encoding: xchunked",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        b"Transfer-Encoding : chunked\r\nContent-Length: 0",
        b"Content-Length: +0",
        b"X-Folded: a\r\n b",
        b"X-Null: a\0b",
    ],
)
def test_where_a_request_ends_is_never_guessed(site: Site, framing: bytes) -> None:
    """What follows would be taken for a request of somebody else's by one, and for a body by another."""
    smuggled = b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as client:
        client.sendall(b"POST /livez HTTP/1.1\r\nHost: localhost\r\n" + framing + b"\r\n\r\n" + smuggled)
        answers = b"".join(iter(lambda: client.recv(65536), b""))
    assert answers.startswith(b"HTTP/1.1 400 ")
    assert answers.count(b"HTTP/1.1 ") == 1
