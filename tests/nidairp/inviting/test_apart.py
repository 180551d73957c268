"""What is done after the answer takes one thread and one connection, however many ask."""

import threading

import pytest

from nidairp.inviting import apart
from tests.processes import until


def test_one_thread_does_all_in_turn_and_ends_with_it(caplog: pytest.LogCaptureFixture) -> None:
    go, done, by = threading.Event(), [], set()

    def work(typed: str) -> None:
        assert go.wait(60)
        by.add(threading.current_thread())
        done.append(typed)
        if typed == "b":
            raise ValueError

    for typed in "abc":
        apart.later(work, typed)
    go.set()
    until(lambda: done == ["a", "b", "c"])
    assert "could not be made" in caplog.text
    (worker,) = by
    assert worker is not threading.current_thread()
    assert not worker.daemon, "a process that ends does first what it has promised"
    worker.join(60)
    assert not worker.is_alive()
    apart.later(work, "d")
    until(lambda: done[3:] == ["d"])


def test_what_comes_while_too_many_wait_is_left_out_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    go, done, begun = threading.Event(), [], threading.Event()

    def work(typed: str) -> None:
        begun.set()
        assert go.wait(60)
        done.append(typed)

    apart.later(work, "first")
    assert begun.wait(60)
    for number in range(apart.MOST + 2):
        apart.later(work, str(number))
    assert caplog.text.count("was left out") == 2
    go.set()
    until(lambda: len(done) == apart.MOST + 1)
    assert done[-1] == str(apart.MOST - 1)
