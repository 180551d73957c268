"""The admin stands where ADMIN_URL says, and nothing tells or expects the usual address."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MOVED = """
import io, re, sys
import django; django.setup()
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from nidairp.pages.models import Page
from tests.factories import make_page, make_post
call_command("migrate", verbosity=0)
post, page, editor = make_post(), make_page(), Client()
editor.force_login(User.objects.create_superuser("editor"))
reader = Client()
assert reader.get("/admin/").status_code == 404, "the old address"
assert reader.get("/desk/in/").status_code == 302
assert b"desk" not in reader.get("/robots.txt").content
places = [
    "", "news/post/", f"news/post/{post.pk}/change/", "pages/page/add/", "library/image/",
    "auth/user/1/change/",
    "navigation/menu/1/change/", "publications/importbatch/add/", "second-factor/", "redirects/redirect/",
]
public = ["/", "/news/", post.get_absolute_url(), page.get_absolute_url(), "/publications/", "/sitemap.xml"]
for address in [*(f"/desk/in/{place}" for place in places), *public]:
    answer = editor.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    found = re.findall(rb'["\\']/admin/[^"\\']*', answer.content)
    assert not found, (address, found)
    if address in public:
        assert b"desk/in" not in reader.get(address).content, address
try:
    Page(title="x", slug="desk").full_clean()
except ValidationError as error:
    assert "slug" in error.message_dict
else:
    raise AssertionError("a page may lie over the admin")
"""


@pytest.mark.slow
def test_no_page_knows_the_usual_address(new_site: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"ADMIN_URL": "/desk/in/", "VAR_DIR": str(new_site)}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    done = subprocess.run(
        [sys.executable, "-c", MOVED], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_source_writes_the_usual_address_down() -> None:
    sources = subprocess.run(
        ["git", "ls-files", "nidairp", "news", "publications", "templates"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    written = [
        name
        for name in sources
        if name.endswith((".py", ".html", ".js")) and re.search("[\"'=]/admin/", (ROOT / name).read_text())
    ]
    assert written == []
