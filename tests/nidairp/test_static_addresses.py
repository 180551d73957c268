"""Addresses of static files: those of whitenoise, each put together once."""

import json
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from nidairp.static_addresses import StaticAddresses


@pytest.fixture
def storage(tmp_path: Path, settings: Settings) -> StaticAddresses:
    settings.DEBUG, settings.STATIC_URL = False, "/static/"
    said = {"version": "1.1", "paths": {"theme.css": "theme.0123abcd.css"}}
    (tmp_path / "staticfiles.json").write_text(json.dumps(said))
    return StaticAddresses(location=tmp_path)


def test_a_file_has_the_address_of_its_checksum_whenever_it_is_asked_for(storage: StaticAddresses) -> None:
    assert [storage.url("theme.css") for _ in range(2)] == ["/static/theme.0123abcd.css"] * 2


def test_it_is_put_together_once(storage: StaticAddresses, monkeypatch: pytest.MonkeyPatch) -> None:
    first = storage.url("theme.css")
    monkeypatch.setattr(storage, "hashed_files", {})
    assert storage.url("theme.css") is first


def test_a_file_that_is_not_there_is_an_error_each_time(storage: StaticAddresses) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
            storage.url("missing.css")
