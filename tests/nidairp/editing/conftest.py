"""A clock that a test sets, and moments as an editor says them."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.utils import timezone


def eastern(text: str) -> datetime.datetime:
    """ "2026-06-03 09:00" in the site's zone."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/New_York"))


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = eastern("2026-06-01 12:00")
        monkeypatch.setattr(timezone, "now", lambda: self.moment.astimezone(datetime.UTC))

    def set(self, text: str) -> None:
        self.moment = eastern(text)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """It is noon of June 1, 2026 until a test says otherwise."""
    return Clock(monkeypatch)


@pytest.fixture
def ann(db: None) -> User:
    return User.objects.create_superuser("ann", password="password")
