"""The generation is asked anew for each request, but not once more for each of those that wait for it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from nidairp.generation import reading
from nidairp.generation.reading import Reader, Unreadable
from tests.deploy.waiting import until


class Counted:
    """A lock that says when somebody comes to it."""

    def __init__(self) -> None:
        self._lock, self.came = threading.Lock(), threading.Semaphore(0)

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        self.came.release()
        return self._lock.acquire(blocking, timeout)

    def release(self) -> None:
        self._lock.release()


class Slow(Reader):
    """Its first answer waits to be let go."""

    def __init__(self, fails: bool = False) -> None:
        super().__init__()
        self._lock = Counted()  # type: ignore[assignment]
        self.asked, self.fails, self.go = 0, fails, threading.Event()

    def _read(self) -> str:
        self.asked += 1
        said = f"{self.asked}"
        self.go.wait(60)
        if self.fails:
            raise OSError
        return said


def four_at_once(reader: Slow) -> list[str | None]:
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(reader) for _ in range(4)]
        for _ in answers:
            reader._lock.came.acquire()  # type: ignore[attr-defined]
        reader.go.set()
        return sorted(answer.result() or "" for answer in answers)


def test_whoever_waits_gets_what_was_asked_after_they_came() -> None:
    reader = Slow()
    assert four_at_once(reader) == ["1", "2", "2", "2"]
    assert reader() == "3"


def test_whoever_comes_later_asks_anew() -> None:
    reader = Slow()
    reader.go.set()
    assert [reader() for _ in range(3)] == ["1", "2", "3"]


def test_nobody_shares_what_failed() -> None:
    reader = Slow(fails=True)
    with pytest.raises(Unreadable):
        four_at_once(reader)
    assert reader.asked >= 2
    reader.fails = False
    assert reader() == f"{reader.asked}"


def test_nobody_waits_for_a_database_that_is_silent_but_who_asked_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.0)
    reader = Slow()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(reader)
        reader._lock.came.acquire()  # type: ignore[attr-defined]
        until(lambda: reader.is_silent)
        for _ in range(3):
            with pytest.raises(Unreadable):
                reader()
        reader.go.set()
        assert first.result() == "1"
    assert not reader.is_silent
    assert reader() == "2"
