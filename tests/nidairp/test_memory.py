"""Memory that one thread has let go is there for the others."""

import ctypes
from types import SimpleNamespace

from nidairp import memory


def test_where_there_is_nothing_to_tell_nothing_is_told(monkeypatch):
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    memory.share()
    memory.give_back()


def test_what_glibc_is_told_it_takes():
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    assert tell is None or all(tell(what, value) == 1 for what, value in memory.TOLD.items())


def test_what_lies_free_between_what_is_kept_is_given_back(monkeypatch):
    calls = []
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace(malloc_trim=calls.append))
    memory.give_back()
    assert calls == [0]  # nothing is kept for later
