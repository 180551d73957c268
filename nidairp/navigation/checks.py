"""The one setting that the menu trees cannot live without. The trees themselves: ``soundness.py``."""

from typing import Any

from django.core import checks
from django.db import connection


def sqlite_locks_at_once(**kwargs: Any) -> list[checks.CheckMessage]:
    """SQLite has no advisory lock: there the lock of ``lock.py`` is the IMMEDIATE transaction."""
    mode = connection.settings_dict["OPTIONS"].get("transaction_mode")
    if connection.vendor != "sqlite" or mode in ("IMMEDIATE", "EXCLUSIVE"):
        return []
    return [
        checks.Error(
            "Two editors at once could break the menu trees: SQLite transactions are deferred.",
            hint='Set "transaction_mode": "IMMEDIATE" in the OPTIONS of the database.',
            id="navigation.E001",
        )
    ]


def register() -> None:
    checks.register(sqlite_locks_at_once)
