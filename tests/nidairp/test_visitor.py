"""Failed logins are counted for whoever made them, also behind a proxy; nobody locks somebody else out."""

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from nidairp.visitor import address
from tests.nidairp.second_factor.codes import PASSWORD, make_editor


@pytest.mark.parametrize(
    ("peer", "told", "is_from"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("::1", "2001:db8::9", "2001:db8::9"),
        ("", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("192.0.2.5", "203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_our_own_proxy_is_believed(settings: Settings, peer: str, told: str, is_from: str) -> None:
    settings.PROXIES = ["192.0.2.5"]
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=told)
    assert address(request) == is_from


@pytest.mark.django_db
def test_a_stranger_locks_out_themselves_and_nobody_else(settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    make_editor()
    stranger, editor = (
        Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=told) for told in ("203.0.113.9", "198.51.100.7")
    )
    wrong, right = ({"username": "editor", "password": password} for password in ("wrong", PASSWORD))
    for _ in range(3):
        stranger.post("/admin/login/", wrong)
    assert stranger.post("/admin/login/", right).status_code == 429
    assert editor.post("/admin/login/", right).status_code == 302
