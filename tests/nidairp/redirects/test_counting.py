"""Uses are counted, without a write for each."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from nidairp.redirects.models import Redirect

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def test_the_first_use_is_written_and_the_next_wait_for_a_minute(client):
    row = Redirect.objects.create(old_path="/one/")
    for _ in range(4):
        client.get("/one/")
    row.refresh_from_db()
    assert (row.hits, row.last_used) == (1, timezone.localdate())
    cache.delete(f"redirect-used-{row.pk}-written")
    client.get("/one/")
    row.refresh_from_db()
    assert row.hits == 5


def test_nobody_waits_for_another_writer(client, monkeypatch):
    monkeypatch.setattr("nidairp.redirects.counting._written", lambda pk, uses: False)
    row = Redirect.objects.create(old_path="/one/")
    assert client.get("/one/").status_code == 410
    assert cache.get(f"redirect-used-{row.pk}") == 1
