"""The site as it is run: two processes on one database, behind nginx where this machine has one."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from email.message import Message
from http.client import HTTPResponse
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from news.models import Post
from nidairp.editing import publishing
from nidairp.library import place
from nidairp.library.s3 import Bucket
from tests.factories import make_post
from tests.nidairp.library.bucket import Server, server
from tests.processes import address
from tests.redis import redis

from .nginx import PROGRAM, nginx
from .waiting import PATIENCE, Answer, free_port, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


ROOT = Path(__file__).parents[2]
TOKEN = "for-prometheus"
KEY = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}


@contextmanager
def process(port: int, **more: str) -> Iterator[subprocess.Popen]:
    """As nidairp@.service runs it."""
    unit = (ROOT / "deploy/nidairp@.service").read_text().replace("\\\n", " ")
    said = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    command = said.partition(" ")[2].replace("%i", str(port)).split()
    environment = os.environ | {"DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "tests.settings"} | more
    program = [Path(sys.executable).with_name("granian"), *command]
    with subprocess.Popen(program, env=environment, start_new_session=True) as running:
        try:
            until(lambda: Answer(port, "/livez").status == 200)
            yield running
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)


def end(running: subprocess.Popen) -> None:
    running.terminate()
    running.wait(PATIENCE)


def counted(port: int) -> dict[str, float]:
    """What the page cache of this process has answered, by result."""
    text = Answer(port, "/metrics", Authorization=f"Bearer {TOKEN}").text
    said = re.findall(r'nidairp_page_cache_total{result="([^"]+)"} (\S+)', text)
    return {result: float(number) for result, number in said}


def test_both_processes_see_what_is_published_and_edited_at_once(tmp_path: Path):
    post = make_post(title="Edit 0", state="draft")
    with ExitStack() as stack:
        ports = [free_port(), free_port()]
        shared = stack.enter_context(redis(tmp_path, free_port()))
        for port in ports:
            stack.enter_context(
                process(
                    port,
                    PAGE_CACHE_SHARED=shared,
                    METRICS_TOKEN=TOKEN,
                    PROMETHEUS_MULTIPROC_DIR=str(tmp_path / str(port)),
                )
            )
        for port in (*ports, *ports):
            assert Answer(port, post.get_absolute_url()).status == 404
        publishing.publish(post, None)
        for number in range(3):
            Post.objects.update(title=f"Edit {number}")
            for port in (*ports, *ports):
                assert f"Edit {number}" in Answer(port, post.get_absolute_url()).text
        first, second = (counted(port) for port in ports)
        assert (first["made"], first["kept"]) == (3, 3), "each edit is made once"
        assert (second["shared"], second["kept"]) == (3, 3) and "made" not in second


UPLOAD = b"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999\r\n"

if PROGRAM:

    @pytest.fixture
    def folder(tmp_path: Path) -> Path:
        (tmp_path / "cache").mkdir()
        (tmp_path / "static").mkdir()
        (tmp_path / "static/theme.0123456789ab.css").write_text("body {}")
        (tmp_path / "media/library").mkdir(parents=True)
        (tmp_path / "media/library/a.png").write_bytes(b"png")
        (tmp_path / "media/library/a.html").write_text("<script>")
        call_command("write_error_pages", tmp_path / "pages")
        return tmp_path

    def test_behind_nginx(folder: Path):
        post = make_post(title="Edit 0")
        page = post.get_absolute_url()
        ports, front = [free_port(), free_port()], free_port()
        with ExitStack() as stack:
            s3 = stack.enter_context(server())
            environment = {"MEDIA_STORAGE_URL": s3.address(), **KEY}
            running = [stack.enter_context(process(port, **environment)) for port in ports]
            stack.enter_context(nginx(folder, front, ports))
            until(lambda: Answer(front, page).status == 200)
            packed(front, page)
            edits(front, page)
            strangers(front, page)
            files(front)
            refused(front)
            flooded(front, page)
            slow(front, page)
            out_of_a_bucket(front, s3)
            logged(front, page, folder)
            restart(front, ports, running, stack)
            down(front, page, running)
            logged_by_its_own_address(front, folder)

    def packed(front: int, page: str) -> None:
        etag = Answer(front, page).headers["ETag"]
        for accepted, encoding in (
            ("gzip, deflate, br, zstd", "br"),
            ("gzip", "gzip"),
            ("br;q=0, gzip", "gzip"),
            ("", None),
        ):
            for _ in range(2):
                answer = Answer(front, page, Accept_Encoding=accepted)
                assert (answer.status, answer.headers["Content-Encoding"]) == (200, encoding)
        assert Answer(front, page, If_None_Match=etag).status == 304
        assert "X-Accel-Expires" not in Answer(front, page).headers
        head = Answer(front, page, method="HEAD")
        assert (head.status, head.body) == (200, b"")

    def edits(front: int, page: str) -> None:
        """Through nginx within its second: that is waited for, not measured."""
        for number in range(1, 3):
            Post.objects.update(title=f"Edit {number}")
            until(lambda wanted=f"Edit {number}": wanted in Answer(front, page).text)

    def strangers(front: int, page: str) -> None:
        assert Answer(front, page, Cookie="sessionid=x", X_Forwarded_Host="evil.example").status == 200
        assert "evil" not in Answer(front, page).text
        login = Answer(front, "/admin/login/")
        assert login.status == 200 and Answer(front, "/admin/login/").text != login.text
        assert Answer(front, "/metrics").status == 404
        to_log_in = Answer(front, f"/admin/news/post/?q={'%20' * 2000}")
        assert to_log_in.status == 302 and len(to_log_in.headers["Location"]) > 8192

    def files(front: int) -> None:
        assert "immutable" in Answer(front, "/static/theme.0123456789ab.css").headers["Cache-Control"]
        assert Answer(front, "/static/../site.conf").status in (400, 404)
        picture = Answer(front, "/media/library/a.png")
        assert (picture.status, picture.headers["Content-Type"]) == (200, "image/png")
        assert "sandbox" in picture.headers["Content-Security-Policy"]
        assert Answer(front, "/media/library/a.html").status == 404
        assert Answer(front, "/media/no/such.png").status == 404

    def refused(front: int) -> None:
        """What nginx says by itself has the site's words and headers, once each."""
        for asked, status, words in (
            (b"GET / HTTP/1.1\r\n\r\n", 400, "could not read"),
            (b"GET /%s HTTP/1.1\r\nHost: a\r\n\r\n" % (b"a" * 40_000), 414, "could not read"),
            (b"GET / HTTP/1.1\r\nHost: a\r\nX-A: %s\r\n\r\n" % (b"a" * 40_000), 431, "could not read"),
            (b"POST /admin/ HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", 413, "too large"),
            (b"PUT /static/theme.css HTTP/1.1\r\nHost: a\r\n\r\n", 405, "could not read"),
            (b"GET /static/ HTTP/1.1\r\nHost: a\r\n\r\n", 404, "nothing at this address"),
            (b"GET /static/a.0123456789ab.css HTTP/1.1\r\nHost: a\r\n\r\n", 404, "nothing at this"),
            (b"GET /nidairp-page/413 HTTP/1.1\r\nHost: a\r\n\r\n", 404, "nothing at this address"),
        ):
            with socket.create_connection(("127.0.0.1", front), timeout=PATIENCE) as client:
                client.sendall(asked)
                answer = HTTPResponse(client)
                answer.begin()
                assert (answer.status, words in answer.read().decode()) == (status, True), asked[:60]
                own(answer.headers)

    def own(headers: Message) -> None:
        assert headers.get_all("Content-Type") == ["text/html; charset=utf-8"]
        assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert headers.get_all("Cache-Control") == ["no-store"]
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")

    def out_of_a_bucket(front: int, s3: Server) -> None:
        """Asked for once: then nginx has it, whether the bucket is there or not."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in KEY.items():
                patch.setenv(name, value)
            Bucket(**place.storage(s3.address())["OPTIONS"]).save(
                "library/b.png", ContentFile(b"from a bucket")
            )
        for turn in range(2):
            picture = Answer(front, "/media/library/b.png", Cookie=f"sessionid={turn}")
            assert (picture.status, picture.body) == (200, b"from a bucket")
            assert (
                picture.headers["Content-Type"] == "image/png"
                and "immutable" in picture.headers["Cache-Control"]
            )
            assert "sandbox" in picture.headers["Content-Security-Policy"]
            s3.stop() if not turn else s3.start()
        assert Answer(front, "/media/library/c.html").status == 404

    def logged(front: int, page: str, folder: Path) -> None:
        number = Answer(front, page, Cookie="messages=x").headers["X-Request-ID"]
        Answer(front, "/preview/secret.word/?q=private")
        for link in ("/admin/choose-password/Mg/secret-word/", "/admin/choose-password/Mg/secret-word"):
            assert "no-store" in Answer(front, link).headers["Cache-Control"]
        log = folder / "nidairp.log"
        shown = ("/preview/... ", "/admin/choose-password/... ")
        until(lambda: number in log.read_text() and all(path in log.read_text() for path in shown))
        assert "secret" not in log.read_text() and "private" not in log.read_text()

    def flooded(front: int, page: str) -> None:
        """Logins by the dozen are refused before any password is looked at; all else goes on."""
        answers = [Answer(front, "/admin/login/", method="POST") for _ in range(30)]
        assert {answer.status for answer in answers} == {403, 429}
        refused = answers[-1]
        assert (refused.status, refused.headers["Retry-After"]) == (429, "30")
        assert "cannot answer right now" in refused.text
        assert Answer(front, "/admin/forgotten-password/", method="POST").status == 429
        for path in (page, "/admin/login/"):
            assert Answer(front, path).status == 200
        for one in (
            "2001:db8:1:2::{:x}",
            "2001:db8:1:3:{:x}::7",
            "2001:db8::{:x}",
            "::ffff:203.0.113.9",
            "::{:x}",
        ):
            assert posted(front, one) == {403, 429}, one
        assert posted(front, "2001:db8:1:{:x}::7") == posted(front, "203.0.114.{}") == {403}

    def posted(front: int, address: str) -> set[int]:
        """Of IPv6 everybody has 2**64 addresses: together they are let through as often as one."""
        one = "/admin/login/"
        answers = (Answer(front, one, method="POST", X_From=address.format(at)) for at in range(16, 46))
        return {answer.status for answer in answers}

    def logged_by_its_own_address(front: int, folder: Path) -> None:
        """What nginx answered with a page of its own; nothing of what is secret."""
        for path in (
            "/preview/secret.word/",
            "/%70review/secret.word/",
            "//./preview/secret.word/",
            "/admin/choose-password/Mg/secret-word/",
            "/admin/choose%2Dpassword/Mg/secret-word",
        ):
            answer = Answer(front, path)
            assert (answer.status, answer.headers["Referrer-Policy"]) == (502, "no-referrer")
        log = folder / "nidairp.log"
        until(lambda: " 502 GET /publications/ " in log.read_text() and " 502 GET ... " in log.read_text())
        assert "secret" not in log.read_text()
        errors = (folder / "error.log").read_text()
        assert "connect() failed" in errors and "secret" not in errors

    def slow(front: int, page: str) -> None:
        """More than the processes have threads begin something and go no further, one way or another."""
        half = [
            b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A:",
            UPLOAD,
            UPLOAD + b"Cookie: sessionid=x\r\n\r\na",
        ]
        with ExitStack() as open_ones:
            for begun in half * 20:
                client = open_ones.enter_context(socket.create_connection(("127.0.0.1", front)))
                client.sendall(begun)
            for number in range(10):
                assert Answer(front, f"/search/?q=meanwhile{number}").status == 200
            assert Answer(front, page).status == 200

    def restart(front: int, ports: list[int], running: list[subprocess.Popen], stack: ExitStack) -> None:
        """One after the other, with requests that no cache can answer going on meanwhile."""
        for number, port in enumerate(ports):
            end(running[number])
            for tried in range(20):
                assert Answer(front, f"/search/?q=word{number}{tried}").status == 200
            running[number] = stack.enter_context(process(port))
            for tried in range(20):
                assert Answer(front, f"/search/?q=again{number}{tried}").status == 200

    def down(front: int, page: str, running: list[subprocess.Popen]) -> None:
        for one in running:
            end(one)
        for _ in range(5):
            assert "Edit 2" in Answer(front, page).text
        missing = Answer(front, "/publications/")
        assert (missing.status, missing.headers["Retry-After"]) == (502, "30")
        assert "cannot answer right now" in missing.text
        own(missing.headers)


def test_the_parts_fit_together():
    deploy = ROOT / "deploy"
    units = list(deploy.glob("*.service"))
    site = (deploy / "nginx.conf").read_text()
    for port in ("8001", "8002"):
        for name in ("nginx.conf", "setup", "upgrade"):
            assert port in (deploy / name).read_text()
    assert "VAR_DIR=/var/lib/nidairp\n" in (deploy / "environment").read_text()
    sandboxes = {unit.read_text().partition("NoNewPrivileges")[2].partition("\n[")[0] for unit in units}
    assert len({sandbox.strip() for sandbox in sandboxes}) == 1, "each unit is as closed as the others"
    for unit in units:
        assert "EnvironmentFile=/etc/nidairp/environment" in unit.read_text()
        assert "User=nidairp" in unit.read_text()
        counts = "PROMETHEUS_MULTIPROC_DIR=/run/" in unit.read_text()
        assert counts != ("UnsetEnvironment=METRICS_TOKEN" in unit.read_text())
    assert "KillMode=mixed" in (deploy / "nidairp@.service").read_text()
    lines = (deploy / "setup").read_text().splitlines()
    for line in lines:
        assert "/var/lib/nidairp/" not in line or line.startswith("runuser -u nidairp "), line
    assert any(line.split("#")[0].strip() == "cd /" for line in lines), "find has to come back"
    for timer in deploy.glob("*.timer"):
        assert timer.with_suffix(".service").exists() and timer.name in (deploy / "setup").read_text()
    assert site.count("{") == site.count("}")
