"""What `make run` prepares: one administrator with a password nobody else knows, and a free port."""

import os
import re
import signal
import socket
import stat
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from nidairp.management.commands.serve import (
    addresses,
    another,
    end_with,
    first_admin,
    free_address,
    keep_private,
    listening_at,
    server,
)
from tests.factories import make_page


@pytest.mark.django_db
def test_the_first_administrator_can_sign_in_with_the_printed_password():
    shown = first_admin()
    password = re.search(r"password +(\S+)", shown)[1]
    admin = get_user_model().objects.get()
    assert admin.is_superuser
    assert admin.is_staff
    assert admin.check_password(password)
    assert len(password) >= 20
    assert "changepassword admin " in shown
    assert len({len(line) for line in shown.strip("\n").splitlines()}) == 1, "the frame is broken"


@pytest.mark.django_db
def test_no_second_administrator_is_made():
    first_admin()
    assert first_admin() == ""
    assert get_user_model().objects.count() == 1


@pytest.mark.django_db
def test_an_editor_who_took_the_name_keeps_it():
    editor = get_user_model().objects.create_user("admin", password="an-editors-own")
    shown = first_admin()
    name = re.search(r"name +(admin-\w{4}) ", shown)[1]
    assert f"changepassword {name} " in shown
    editor.refresh_from_db()
    assert not editor.is_superuser


@pytest.mark.django_db
@pytest.mark.slow
def test_the_addresses_are_shown_each_time_and_the_password_once(unused_port: int):
    make_page()  # a site with content, so that no demonstration is loaded
    first, second = prepared(unused_port), prepared(unused_port)
    assert f"http://127.0.0.1:{unused_port}/admin/" in first
    assert "password" in first
    assert f"http://127.0.0.1:{unused_port}/admin/" in second
    assert "password" not in second


def test_a_taken_port_is_refused_in_one_line_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"^Port {port} of .* make run PORT={port + 1}$"):
            free_address("127.0.0.1", port)


@pytest.mark.parametrize("port", ["99999", "0", "-1", "abc", "", "80.5"])
def test_what_is_no_port_is_refused_in_one_line(port: str):
    with pytest.raises(CommandError, match=r"^PORT is a number from 1 to 65535, not .*: make run PORT=8001$"):
        call_command("serve", f"--port={port}", prepare_only=True)


def test_the_port_to_try_next_is_one_that_may_be_used():
    assert [another(port) for port in (8000, 80, 1023, 65535)] == [8001, 8001, 8001, 8001]


@pytest.mark.parametrize(
    ("site_url", "tls", "open_at", "said_too"),
    [
        ("http://127.0.0.1:8105", False, "http://127.0.0.1:8105", ""),
        ("http://127.0.0.1:8000", False, "http://127.0.0.1:8105", "SITE_URL    http://127.0.0.1:8000/"),
        ("https://www.example.gov", True, "https://www.example.gov", "Listening   http://127.0.0.1:8105/"),
    ],
)
def test_what_is_printed_is_where_the_site_opens(
    settings, site_url: str, tls: bool, open_at: str, said_too: str
):
    settings.SITE_URL, settings.TLS = site_url, tls
    shown = addresses(listening_at("127.0.0.1", 8105))
    assert f"The site    {open_at}/\n  Editing     {open_at}/admin/\n" in shown
    assert said_too in shown
    assert len(shown.splitlines()) == 4 + bool(said_too)


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("0.0.0.0", "http://127.0.0.1:80"),  # noqa: S104
        ("::", "http://[::1]:80"),
        ("10.0.0.7", "http://10.0.0.7:80"),
    ],
)
def test_an_address_is_printed_as_a_browser_takes_it(address: str, typed: str):
    assert listening_at(address, 80) == typed


def test_what_lies_in_var_is_its_owners_only(tmp_path: Path):
    (tmp_path / "old").mkdir(mode=0o755)
    for name in ("old", "new"):
        keep_private(tmp_path / name)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o700


def test_a_name_is_listened_on_by_its_number(unused_port: int):
    assert free_address("localhost", unused_port) in {"127.0.0.1", "::1"}


def test_the_server_listens_where_it_is_told():
    made = server("127.0.0.1", 8123)
    assert (made.bind_addr, made.bind_port, made.target) == ("127.0.0.1", 8123, "nidairp.wsgi:application")


if sys.platform == "linux":

    def test_a_worker_ends_with_its_parent_however_that_ended():
        """By what a killed one says: nothing; the pipe ends when the last who could write to it is gone."""
        ours, theirs = os.pipe()
        if not (parent := os.fork()):
            middle = os.getpid()
            if os.fork():
                signal.pause()
            end_with(middle)
            os.write(theirs, b"ready")
            signal.pause()
        os.close(theirs)
        assert os.read(ours, 5) == b"ready"
        os.kill(parent, signal.SIGKILL)
        os.waitpid(parent, 0)
        assert os.read(ours, 5) == b""
        os.close(ours)

    def test_a_worker_whose_parent_has_gone_already_does_not_begin():
        if not (worker := os.fork()):
            end_with(os.getpid())  # nobody's parent
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == -signal.SIGTERM


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as tried:
        return tried.getsockname()[1]


def prepared(port: int) -> str:
    shown = StringIO()
    call_command("serve", port=port, prepare_only=True, stdout=shown)
    return shown.getvalue()
