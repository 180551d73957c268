"""Pages are read from a replica only while that is as it should be; nothing of it is ever kept as newer."""

from typing import Any

import pytest
from django.db import transaction

from nidairp.generation import replicas
from nidairp.generation.reading import Unreadable
from nidairp.generation.replicas import CHECK, LEFT_ALONE, MOST_BEHIND, Replicas, said_by
from nidairp.generation.source import Router, alias, reading_from


class Site:
    """A primary, two replicas, and a clock."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.says: dict[str, str | None] = {"default": "7", "one": "7", "two": "7"}
        self.asked: list[str] = []

    def reader(self, alias: str = "default") -> Any:
        def read() -> str | None:
            self.asked.append(alias)
            if alias not in self.says:
                raise Unreadable
            return self.says[alias]

        return read


@pytest.fixture(name="site")
def fixture_site(monkeypatch: pytest.MonkeyPatch) -> Site:
    made = Site()
    monkeypatch.setattr(replicas, "Reader", made.reader)
    monkeypatch.setattr(replicas, "monotonic", lambda: made.now)
    monkeypatch.setattr(replicas.os, "getpid", lambda: 2)
    return made


def of(site: Site, *aliases: str) -> Replicas:
    return Replicas(aliases, site.reader())


def test_the_number_says_where_it_was_read(site: Site) -> None:
    read = of(site, "one", "two")
    for _ in range(3):
        number = read()
        assert (number, said_by(number), read.last) == ("7", "one", "7")
    assert site.asked.count("default") == 1
    assert said_by("7") == "default"


def test_one_that_lags_is_read_for_what_it_has_and_not_for_long(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    read = of(site, "one")
    read()
    site.says["default"] = "8"
    begun = site.now
    while site.now <= begun + MOST_BEHIND:
        assert (read(), said_by(read.last)) == ("7", "one")
        site.now += CHECK
    assert (read(), said_by(read.last)) == ("8", "default")
    assert "one is more than 10 seconds behind" in caplog.text


def test_one_that_lost_its_primary_before_is_not_begun_with(site: Site) -> None:
    site.says["default"] = "8"
    read = of(site, "one")
    for _ in range(5):
        assert (read(), said_by(read.last)) == ("8", "default")
        site.now += CHECK
    site.says["one"] = "8"
    assert said_by(read()) == "one"


def test_one_that_is_gone_is_left_alone_for_a_while(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    read = of(site, "one", "two")
    read()
    del site.says["one"]
    assert said_by(read()) == "two"
    read()
    assert site.asked.count("one") == 2 and caplog.text.count("does not answer") == 1
    del site.says["two"]
    assert (read(), said_by(read.last)) == ("7", "default")
    site.says |= {"one": "7"}
    site.now += LEFT_ALONE
    assert said_by(read()) == "one"
    read.failed("one")
    assert said_by(read()) == "default"


def test_without_a_primary_the_replicas_go_on_being_read(site: Site) -> None:
    read = of(site, "one")
    read()
    del site.says["default"]
    site.now += MOST_BEHIND * 3
    assert said_by(read()) == "one"
    del site.says["one"]
    with pytest.raises(Unreadable):
        read()


def test_while_tables_change_there_is_no_generation(site: Site) -> None:
    site.says = dict.fromkeys(site.says)
    assert of(site, "one")() is None


@pytest.mark.django_db(transaction=True)
def test_who_writes_reads_what_was_written() -> None:
    router = Router()
    with reading_from("one"):
        assert router.db_for_read(object) == "one"
        assert router.db_for_write(object) == router.db_for_read(object) == alias() == "default"
    with reading_from("one"):
        assert alias() == "one"
        with transaction.atomic():
            assert alias() == "default", "within a transaction all is read where it is written"
        assert alias() == "one"
    assert alias() == "default"
    assert router.allow_migrate("default", "news") and not router.allow_migrate("one", "news")
