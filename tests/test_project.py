"""What must hold for the project as a whole, whoever changes what."""

import os
import re
import secrets
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from nidairp.navigation.models import MenuItem

ROOT = Path(__file__).resolve().parents[1]
PUBLIC = ("/", "/news/", "/news/hot-off-the-press/", "/publications/", "/search/?q=heroin")
SEED_POST = (
    "/news/hot-off-the-press/heroin-addiction-engages-negative-emotional-learning-brain-circuits-in-rats/"
)


def production(**changed: str) -> dict[str, str]:
    """The environment of a production server, and nothing of this machine's."""
    return {
        "PATH": os.environ["PATH"],
        "VAR_DIR": os.environ["VAR_DIR"],
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "www.example.org",
        "SITE_URL": "https://www.example.org",
    } | changed


def manage(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.slow
def test_production_settings_pass_the_deployment_check():
    done = manage("check", "--deploy", "--fail-level", "WARNING", environment=production())
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_policy_admits_the_counter_of_visits_only_where_it_is_turned_on_and_cookies_are_the_hosts():
    asked = """
from django.conf import settings
print(settings.CONTENT_SECURITY_POLICY, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
"""
    answers = [
        manage("shell", "--no-imports", "-c", asked, environment=production(**changed)).stdout
        for changed in ({}, {"DAP_AGENCY": "HHS"})
    ]
    assert ["https://dap.digitalgov.gov" in answer for answer in answers] == [False, True]
    # Over https nobody else can plant the cookies that tell who somebody is.
    assert all("__Host-sessionid __Host-csrftoken" in answer for answer in answers)


@pytest.mark.slow
def test_a_database_that_cannot_be_reached_is_given_up_in_seconds_unless_its_address_says_otherwise():
    said = "from django.conf import settings as s; print(s.DATABASES['default']['OPTIONS']['{}'])"
    for address, name, value in (
        ("postgres://db.example.gov/site", "tcp_user_timeout", "10000"),
        ("postgres://db.example.gov/site", "connect_timeout", "5"),
        ("postgres://db.example.gov/site?connect_timeout=20", "connect_timeout", "20"),
    ):
        shown = manage(
            "shell", "-v", "0", "-c", said.format(name), environment=production(DATABASE_URL=address)
        )
        assert shown.stdout.strip() == value, shown.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"])
def test_the_program_refuses_to_start_without(name):
    environment = production()
    del environment[name]
    done = manage("check", environment=environment)
    assert done.returncode != 0
    assert name in done.stderr


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.one_database
def test_every_public_page_answers_with_one_title_and_one_main_heading(client: Client):
    call_command("load_demo", verbosity=0, stdout=StringIO())
    for address in {*PUBLIC, SEED_POST, *menu_addresses()}:
        response = client.get(address)
        assert response.status_code == 200, address
        assert_one_of_each(response.content.decode(), address)
    missing = client.get("/no-such-page/")
    assert missing.status_code == 404
    assert_one_of_each(missing.content.decode(), "404")


def assert_one_of_each(shown: str, address: str) -> None:
    shown = re.sub(r"<svg\b.*?</svg>", "", shown, flags=re.DOTALL)  # whose parts have titles of their own
    for element in ("h1", "title", "main"):
        assert len(re.findall(rf"<{element}[\s>]", shown)) == 1, f"{element} on {address}"


def menu_addresses() -> list[str]:
    """Where the menus lead inside the site."""
    items = MenuItem.objects.select_related("page", "category", "post__category")
    addresses = {item.url for item in items if (item.url or "").startswith("/")}
    assert len(addresses) > 30
    return sorted(addresses)


def test_a_command_whose_reader_has_left_ends_without_a_complaint():
    """As `manage.py help | true` does it."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [sys.executable, "manage.py", "help"],
            cwd=ROOT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, "")


BROKEN_ELSEWHERE = """
import runpy
from django.core import management

def broken(arguments):
    raise BrokenPipeError("to a server")

management.execute_from_command_line = broken
runpy.run_path("manage.py", run_name="__main__")
"""


def test_a_command_that_another_pipe_ended_says_so():
    command = [sys.executable, "-c", BROKEN_ELSEWHERE]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "BrokenPipeError: to a server" in ended.stderr
