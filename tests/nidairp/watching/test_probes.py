"""Load balancers ask by number, before anything else, and hear which part fails."""

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.test import Client

from nidairp.watching import probes

pytestmark = pytest.mark.django_db


def test_healthz_says_ok(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_healthz_names_what_does_not_answer(client: Client, monkeypatch) -> None:
    def down() -> bool:
        raise OperationalError

    monkeypatch.setitem(probes.ESSENTIAL, "cache", down)
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"cache\n")


def test_a_migration_that_waits_is_a_fault(client: Client) -> None:
    assert client.get("/healthz").status_code == 200
    newest = MigrationLoader(connection).graph.leaf_nodes("news")[0]
    MigrationRecorder(connection).record_unapplied(*newest)
    assert client.get("/healthz").status_code == 503


def test_readiness_says_how_each_part_is(client: Client, monkeypatch) -> None:
    response = client.get("/readyz")
    assert response.content.decode().splitlines() == [
        "database or migrations: ok",
        "cache: ok",
        "storage: ok",
    ]
    assert default_storage.listdir("")[1] == []

    def full(name: str, content: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"storage: failed" in response.content


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/livez"])
def test_whoever_asks_by_number_is_answered_and_nothing_is_kept(client: Client, address: str) -> None:
    response = client.get(address, headers={"host": "10.1.2.3:8000"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_process_lives_also_without_a_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/livez").status_code == 200


def test_while_the_database_does_not_answer_a_page_says_that_it_will_be_over(client: Client) -> None:
    response = asked_while(OperationalError("server closed the connection unexpectedly"), client)
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "cannot answer right now" in response.content.decode()
    assert response["Content-Security-Policy"]


def test_any_other_fault_is_a_500(client: Client) -> None:
    response = asked_while(ValueError(), client)
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def asked_while(fault: Exception, client: Client) -> HttpResponse:
    def fails(*args: object) -> None:
        raise fault

    client.raise_request_exception = False
    with connection.execute_wrapper(fails):
        return client.get("/")
