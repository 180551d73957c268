import pytest
from django.db import connection

from nidairp.navigation.checks import sqlite_locks_at_once


def test_the_site_locks_at_once() -> None:
    assert sqlite_locks_at_once() == []


def test_deferred_transactions_on_sqlite_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
    (error,) = sqlite_locks_at_once()
    assert error.id == "navigation.E001"


def test_other_databases_have_a_lock_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
    assert sqlite_locks_at_once() == []
