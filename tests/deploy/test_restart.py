"""Processes are restarted one after the other, and each is waited for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .waiting import free_port

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"

#: Stands in for systemd: what it starts says twice that it is not ready, and notes what happens when.
SYSTEMCTL = """#!{python}
import os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

def note(line):
    with open({log!r}, "a") as log:
        print(line, file=log)

_, command, *_, unit = sys.argv
port = unit.partition("@")[2]
if command == "is-enabled":
    sys.exit(port in {disabled!r})
note("restart " + port)
if port in {broken!r} or os.fork():
    sys.exit()
os.setsid()
for stream in (0, 1, 2):
    os.dup2(os.open(os.devnull, os.O_RDWR), stream)

class Site(BaseHTTPRequestHandler):
    asked = 0
    def do_GET(self):
        Site.asked += 1
        note(f"asked {{port}} {{Site.asked}}")
        self.send_response(200 if Site.asked > 2 else 503)
        self.end_headers()

server = HTTPServer(("127.0.0.1", int(port)), Site)
while Site.asked < 3:
    server.handle_request()
"""
#: The script's own pauses; nothing here waits.
SLEEP = "#!/bin/sh\nexit 0\n"


@pytest.fixture(name="release")
def fixture_release(tmp_path: Path) -> Path:
    """As it lies below /opt/nidairp/releases/."""
    release = tmp_path / "1.1"
    (release / "deploy").mkdir(parents=True)
    (release / "deploy/restart").write_text((DEPLOY / "restart").read_text())
    (release / ".venv/bin").mkdir(parents=True)
    (release / ".venv/bin/python").symlink_to(sys.executable)
    return release


def run(release: Path, ports: list[int], *, disabled: str = "", broken: str = "") -> tuple[int, list[str]]:
    programs, log = release / "programs", release / "log"
    programs.mkdir()
    said = {"python": sys.executable, "log": str(log), "disabled": [disabled], "broken": [broken]}
    for name, text in (("systemctl", SYSTEMCTL.format(**said)), ("sleep", SLEEP)):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    environment = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"}
    command = ["sh", release / "deploy/restart", *map(str, ports)]
    done = subprocess.run(command, env=environment, check=False, timeout=60, capture_output=True)
    return done.returncode, log.read_text().splitlines()


@pytest.mark.slow
def test_each_process_is_waited_for_before_the_next(release: Path) -> None:
    one, other = free_port(), free_port()
    status, happened = run(release, [one, other])
    assert status == 0
    wanted = [
        [f"restart {port}", *(f"asked {port} {number}" for number in (1, 2, 3))] for port in (one, other)
    ]
    assert happened == wanted[0] + wanted[1]


@pytest.mark.slow
def test_what_is_not_enabled_here_is_left_alone(release: Path) -> None:
    one, other = free_port(), free_port()
    status, happened = run(release, [one, other], disabled=str(one))
    assert status == 0 and f"restart {one}" not in happened and f"asked {other} 3" in happened


@pytest.mark.slow
def test_where_one_does_not_come_up_the_next_stays_as_it_was(release: Path) -> None:
    one, other = free_port(), free_port()
    status, happened = run(release, [one, other], broken=str(one))
    assert (status, happened) == (1, [f"restart {one}"])


def test_who_sets_up_and_who_upgrades_both_wait() -> None:
    for name in ("setup", "upgrade"):
        assert '"$release/deploy/restart"' in (DEPLOY / name).read_text()
    assert "enable --now nidairp@" not in (DEPLOY / "setup").read_text()
