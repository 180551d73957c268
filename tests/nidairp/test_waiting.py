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


#: So does this, where twice no file can be opened in the middle of loading; and says how much there is then.
FAILING = """
import sys
from nidairp.wsgi import application
from tests.nidairp.pagecache.visitor import ask
class Failing:
    times = 2
    def find_spec(self, name, path, target=None):
        if name == sys.argv[1] and self.times:
            self.times -= 1
            raise OSError(24, "Too many open files")
sys.meta_path.insert(0, Failing())
for _ in range(3):
    try:
        print(ask(application, "/admin/login/").status)
    except OSError:
        print("failed")
from django.contrib import admin
print(len(admin.site._registry))
"""
#: And this how many listen to each signal, before and after all forms are loaded.
LISTENING = """
import sys
from nidairp.wsgi import application
from django.core.signals import setting_changed
from django.dispatch import Signal
from django.urls import get_resolver, reverse
get_resolver().reverse_dict
named = [one for module in list(sys.modules.values()) for one in vars(module).values()]
signals = [one for one in named if isinstance(one, Signal) and one is not setting_changed]
before = [len(one.receivers) for one in signals]
reverse("admin:index")
print(sum(before) > 0, [len(one.receivers) for one in signals] == before)
"""


def asked(*addresses: str, **headers: str) -> list[tuple[int, str, bool]]:
    said = json.dumps([(one, headers) for one in addresses])
    return [tuple(json.loads(line)) for line in told(ASKED, said)]


def told(program: str, *arguments: str) -> list[str]:
    """The lines that a process of its own says."""
    environment = {**os.environ, "DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.one_database
@pytest.mark.slow
def test_what_could_not_be_loaded_is_whole_when_it_can_be() -> None:
    """Menu items are registered before menus are: what is loaded already does not register once more."""
    assert told(FAILING, "nidairp.navigation.admin.menus") == [
        "failed",
        "failed",
        "200",
        str(len(admin.site._registry)),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.one_database
@pytest.mark.slow
def test_who_listens_to_signals_does_not_come_with_the_forms() -> None:
    """What follows a save would else depend on whether an editor has been in this process."""
    assert told(LISTENING) == ["True True"]


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
