"""A site that reads public pages from a real replica, which lags, and goes."""

import os

import psycopg
import pytest
from django.contrib.auth.models import User
from django.test import Client

from news.models import Post
from tests import postgres
from tests.factories import make_page, make_post, make_publication
from tests.processes import address

from .test_site import process
from .waiting import Answer, free_port, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def run(replica: str, sql: str) -> None:
    folder, name = replica.removeprefix("postgres://postgres@/").rsplit("/", 1)
    with psycopg.connect(f"host={folder} user=postgres dbname={name}", autocommit=True) as connected:
        connected.execute(sql)


if "postgres" in os.environ.get("DATABASE_URL", ""):

    def test_pages_are_read_from_it_and_nobody_notices_when_it_goes() -> None:
        post, page = make_post(title="Edit 0"), make_page()
        publication = make_publication(title="Dopamine and reward", authors="Okafor, N")
        where, port = post.get_absolute_url(), free_port()
        editor = Client()
        editor.force_login(User.objects.create(username="editor", is_staff=True))
        cookie = f"sessionid={editor.cookies['sessionid'].value}"

        def seen(number: int, **headers: str) -> bool:
            return f"Edit {number}" in Answer(port, where, **headers).text

        with (
            postgres.standby(address()) as (replica, stop),
            process(port, DATABASE_REPLICA_URLS=replica),
        ):
            until(lambda: seen(0))
            run(replica, "SELECT pg_wal_replay_pause()")
            Post.objects.update(title="Edit 1")
            for _ in range(3):
                assert seen(0), "made from the replica, under the replica's generation"
                assert seen(1, Cookie=cookie), "who is signed in reads the primary"
            run(replica, "SELECT pg_wal_replay_resume()")
            until(lambda: seen(1))
            own = [page.get_absolute_url(), publication.get_absolute_url()]
            for path in (*own, "/", "/news/", "/news/feed/", "/publications/", "/sitemap.xml"):
                assert Answer(port, path).status == 200, path
            for path in ("/search/?q=reward", "/publications/?q=reward", "/publications/?author=n-okafor"):
                assert publication.get_absolute_url() in Answer(port, path).text, path
            stop()
            Post.objects.update(title="Edit 2")
            assert seen(2), "the primary answers at once"
