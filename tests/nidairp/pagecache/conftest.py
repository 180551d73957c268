"""A second that does not pass while a test compares two answers, one of whose headers names it."""

import pytest


@pytest.fixture(autouse=True)
def fixture_one_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nidairp.pagecache.entry.time", lambda: 1_600_000_000.5)
