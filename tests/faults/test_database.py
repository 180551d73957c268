"""The database is full, may only be read, is written by many, or is made by two at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client

from news.models import Post
from nidairp.redirects.models import Redirect
from tests.factories import make_category, make_page, make_post
from tests.fuzz.forms import forms
from tests.read_only import only_to_be_read

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
WRITERS, EACH = 8, 2


def editor() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get_or_create(username="editor", is_staff=True, is_superuser=True)[0])
    return client


def save(client: Client, post: Post, title: str, **more: str) -> int:
    """As somebody does it: the form is opened, the title changed, the button pressed."""
    address = f"/admin/news/post/{post.pk}/change/"
    (form,) = [form for form in forms(client.get(address).content.decode()) if len(form.fields) > 10]
    typed = dict(form.fields) | {"title": title, "_publish": "1"} | more
    return client.post(address, typed).status_code


def test_readers_read_on_while_nothing_can_be_written() -> None:
    post, page, client = make_post(), make_page(), editor()
    Redirect.objects.create(old_path="/old/", address="/news/")
    before = post.title
    with only_to_be_read():
        for address in ("/", "/news/", post.get_absolute_url(), page.get_absolute_url(), "/search/?q=x"):
            assert Client().get(address).status_code == 200, address
        assert Client().get("/old/").status_code == 301
        assert save(client, post, "Not to be") == 503
    post.refresh_from_db()
    assert post.title == before
    assert save(client, post, "As before") == 302


def test_whoever_logs_out_while_nothing_can_be_written_is_out_of_this_browser() -> None:
    client = editor()
    with only_to_be_read():
        answer = client.post("/admin/logout/")
    assert (answer.status_code, client.cookies["sessionid"].value) == (503, "")
    assert "You are logged out of this browser" in answer.content.decode()
    assert client.get("/admin/").status_code == 302


def test_a_full_disk_leaves_nothing_half_saved_and_goes_on_when_there_is_room() -> None:
    """What PostgreSQL says then is an `OperationalError` as well."""
    post, client = make_post(body="<p>Before</p>"), editor()
    with full():
        assert save(client, post, "Not to be", body=f"<p>{'z' * 400_000}</p>") == 503
        assert Client().get(post.get_absolute_url()).status_code == 200
    post.refresh_from_db()
    assert post.body == "<p>Before</p>"
    assert save(client, post, "There is room again") == 302


@contextmanager
def full() -> Iterator[None]:
    """On PostgreSQL the same is said by a trigger."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            begin, end = (f"PRAGMA max_page_count = {most}" for most in (cursor.fetchone()[0], 1 << 30))
    else:
        begin = """CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
        CREATE TRIGGER no_room BEFORE INSERT ON editing_revision EXECUTE FUNCTION no_room()"""
        end = "DROP TRIGGER no_room ON editing_revision; DROP FUNCTION no_room()"
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(end)


def test_eight_who_save_at_once_all_get_their_turn() -> None:
    category = make_category()
    posts = [make_post(category=category) for _ in range(WRITERS)]
    editor()

    def write(post: Post) -> list[int]:
        try:
            client = editor()
            return [save(client, post, f"{post.pk}: {number}") for number in range(EACH)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = [status for statuses in pool.map(write, posts) for status in statuses]
    assert answers == [302] * (WRITERS * EACH)
    titles = set(Post.objects.values_list("title", flat=True))
    assert titles == {f"{post.pk}: {EACH - 1}" for post in posts}


def test_two_who_migrate_at_once_make_every_table_once(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "VAR_DIR": str(tmp_path)}
    program = [sys.executable, "manage.py", "migrate", "contenttypes", "--verbosity=0"]
    started = [
        subprocess.Popen(program, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in started]
    assert [process.returncode for process in started] == [0, 0], said
