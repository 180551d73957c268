"""Memory that one thread has let go is there for the others."""

import ctypes
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from django.conf import settings

from nidairp import mapped_code, memory

HELD = """
import pathlib, ssl, numpy, lxml.etree, PIL.Image
from nidairp import memory

def held():  # what is mapped of files, in kB
    status = pathlib.Path("/proc/self/status").read_text()
    return int(status.partition("RssFile:")[2].split()[0])

before = held()
memory.give_back()
print(before, held(), flush=True)
assert numpy.linalg.solve([[2.0]], [4.0]) == 2
assert lxml.etree.fromstring("<a><b/></a>").find("b") is not None
assert ssl.create_default_context() and PIL.Image.new("L", (9, 9)).resize((3, 3))
"""
HELD_IN_A_THREAD = (
    HELD.partition("before")[0]
    + """
import threading
import nidairp.wsgi
from nidairp import mapped_code

def again():
    numpy.linalg.solve([[2.0]], [4.0]), lxml.etree.fromstring("<a><b/></a>"), ssl.create_default_context()
    before = held()
    memory.give_back()
    print(mapped_code._found.cache_info().currsize, before, held(), flush=True)

there = threading.Thread(target=again)
there.start()
there.join()
"""
)
STARTED = """
from nidairp import memory
memory.give_back = lambda: print("given back", flush=True)
import nidairp.wsgi
print("ready")
"""


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


def test_code_that_was_needed_once_is_let_go_and_comes_back_where_it_is_asked_for():
    before, since = map(int, _said(HELD).split())
    assert since < before / 2


@pytest.fixture
def asked(monkeypatch):
    """How often the loader was asked, in a process where it has not been."""
    times = []
    monkeypatch.setattr(mapped_code.ctypes, "PyDLL", lambda name: times.append(name) or object())
    mapped_code._found.cache_clear()
    yield times
    mapped_code._found.cache_clear()


def test_where_the_loader_does_not_say_what_is_loaded_none_is_let_go(asked, monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    mapped_code.let_go()
    assert len(asked) == 1


def test_beside_other_threads_the_loader_is_never_asked(asked, monkeypatch):
    """Who loads a library in one of them would wait for it, and it for Python, for ever."""
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    mapped_code.let_go()
    assert not asked
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    mapped_code.let_go()
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    mapped_code.let_go()
    assert len(asked) == 1


def test_code_goes_again_from_any_thread_once_it_is_known_where_it_lies():
    known, again, since = map(int, _said(HELD_IN_A_THREAD).split())
    assert known
    assert since < again


def test_the_production_program_gives_back_what_its_start_has_needed():
    assert _said(STARTED).split("\n") == ["given back", "ready", ""]


def _said(script: str) -> str:
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True).stdout
