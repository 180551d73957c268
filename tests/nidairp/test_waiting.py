"""A process that only answers readers has none of what only editors need; the first of them brings it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client

from nidairp.apps import SiteAdminConfig
from tests.factories import make_page, make_post, make_publication
from tests.processes import address

ROOT = Path(__file__).parents[2]
#: Asks one process for some addresses in turn: the status and text of each, and whether forms are there then.
ASKED = """
import json, sys
from nidairp.wsgi import application
from tests.nidairp.pagecache.visitor import ask
for address, headers in json.loads(sys.argv[1]):
    made = ask(application, address, **headers)
    is_there = not {"publications.admin", "news.admin", "nidairp.admin_site"}.isdisjoint(sys.modules)
    print(json.dumps([made.status, made.body.decode("utf-8", "replace"), is_there]))
"""


def asked(*addresses: str, **headers: str) -> list[tuple[int, str, bool]]:
    environment = {**os.environ, "DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    said = json.dumps([(one, headers) for one in addresses])
    done = subprocess.run(
        [sys.executable, "-c", ASKED, said],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


@pytest.mark.django_db(transaction=True)
@pytest.mark.one_database
@pytest.mark.slow
def test_readers_load_no_forms_and_the_first_address_of_the_admin_does() -> None:
    rows = [make_post(), make_page(), make_publication(authors="Koob, George F")]
    read = [
        *(row.get_absolute_url() for row in rows), "/", "/news/", "/news/feed/", "/publications/",
        "/publications/?type=article", "/publications/authors/", "/search/?q=koob", "/sitemap.xml",
        "/robots.txt",
    ]  # fmt: skip
    *public, missing, door, login = asked(*read, "/no-such-page/", "/admin/", "/admin/login/")
    assert [(status, is_there) for status, _, is_there in public] == [(200, False)] * len(read)
    assert (missing[0], missing[2]) == (404, False)
    assert (door[0], door[2], login[0]) == (302, True, 200)
    assert 'name="password"' in login[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.one_database
@pytest.mark.slow
def test_an_editor_who_reads_first_is_led_to_the_form_all_the_same() -> None:
    post, editor = make_post(), Client()
    editor.force_login(User.objects.create_superuser("editor"))
    cookie = f"{settings.SESSION_COOKIE_NAME}={editor.cookies[settings.SESSION_COOKIE_NAME].value}"
    form = f"/{settings.ADMIN_URL}news/post/{post.pk}/change/"
    (read, opened) = asked(post.get_absolute_url(), form, cookie=cookie)
    assert f'<a href="{form}">Edit this ' in read[1]
    assert opened[0] == 200


def test_whatever_is_no_server_has_all_forms_from_its_start(monkeypatch) -> None:
    """Checks and commands go by what is registered."""
    found = []
    monkeypatch.setattr(admin, "autodiscover", lambda: found.append(True))
    config = apps.get_app_config("admin")
    monkeypatch.setattr(SiteAdminConfig, "waits", False)
    config.ready()
    assert found == [True]
    monkeypatch.setattr(SiteAdminConfig, "waits", True)
    config.ready()
    assert found == [True]
