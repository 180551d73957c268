"""The real server on the real database: the database goes and comes back, a worker is killed.

Nothing is started anew by hand.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil
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
from nidairp.management.commands.serve import load, server
call_command("migrate", verbosity=0)
connections.close_all()
server("127.0.0.1", int(sys.argv[1])).serve(target_loader=load, wrap_loader=False)
"""


class Site:
    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def get(self, address: str) -> tuple[int, bytes]:
        asked = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            asked.request("GET", address)
            answer = asked.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException):
            return 0, b""
        finally:
            asked.close()

    def comes_to(self, status: int, address: str = "/") -> bool:
        """Within half a minute, which a loaded machine may need."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if self.get(address)[0] == status:
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
    environment = {**os.environ, "DATABASE_URL": database, "VAR_DIR": str(folder), "PAGE_CACHE_MB": "0"}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
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


def test_the_database_goes_and_comes_back_and_nobody_has_to_do_anything(site: Site, database: str) -> None:
    folder = database.removeprefix("postgres://postgres@/").rpartition("/")[0]
    assert site.comes_to(200)
    postgres.ctl(database, "-m", "immediate", "stop")
    try:
        for _ in range(5):
            status, page = site.get("/news/")
            assert status == 503
            assert b"cannot answer at this moment" in page
        assert site.get("/healthz")[0] == 503
        assert site.get("/livez")[0] == 200
    finally:
        postgres.ctl(database, "-o", f"{postgres.OPTIONS} -k {folder}", "start")
    assert site.comes_to(200)
    assert site.comes_to(200, "/healthz")


def test_a_worker_that_is_killed_is_replaced(site: Site) -> None:
    workers = [child for child in psutil.Process(site.process.pid).children() if is_worker(child)]
    os.kill(workers[0].pid, signal.SIGKILL)
    assert site.comes_to(200)
    assert site.process.poll() is None


def is_worker(child: psutil.Process) -> bool:
    return "resource_tracker" not in " ".join(child.cmdline())
