"""Code of programs and libraries that was needed once: the system is told that it may leave the process.

The system maps much of a file at once, and keeps it mapped until memory is scarce: 26 MB at a start, half of
which nobody needs any more. What is asked for again is mapped again, from the system's own copy of the file.
"""

import ctypes
import mmap
import os
import sys
import threading
from functools import cache
from typing import Any

#: By the numbers of elf.h: a part that is loaded, and one that may be written.
_LOADED, _WRITTEN = 1, 2


class _Part(ctypes.Structure):
    """Elf64_Phdr: a part of a program or library."""

    _fields_ = (
        ("kind", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("offset", ctypes.c_uint64),
        ("start", ctypes.c_uint64),
        ("physical", ctypes.c_uint64),
        ("size", ctypes.c_uint64),
        ("size_in_memory", ctypes.c_uint64),
        ("alignment", ctypes.c_uint64),
    )


class _Loaded(ctypes.Structure):
    """What dl_iterate_phdr tells of a program or library: where it lies, and its parts."""

    _fields_ = (
        ("base", ctypes.c_uint64),
        ("name", ctypes.c_char_p),
        ("parts", ctypes.POINTER(_Part)),
        ("count", ctypes.c_uint16),
    )


def let_go() -> None:
    """The parts that were there when this was called first, which must be while there is one thread.

    Whom the loader tells of libraries has its lock, and threads take turns with Python's meanwhile: one that
    then loads a library has Python's and waits for the loader's, and the process stands for ever.
    """
    if _found.cache_info().currsize or threading.active_count() == 1:
        advise, parts = _found()
        for first, length in parts:
            advise(first, length, mmap.MADV_DONTNEED)


@cache
def _found() -> tuple[Any, list[tuple[int, int]]]:
    """How the system is told, and the places.

    Only parts that nobody may write, not even the loader: they are as the file says. The loader is asked, not
    /proc, for what it writes into before it locks it looks there like what nobody has written.
    """
    system = ctypes.PyDLL(None)
    if sys.maxsize < 2**32 or not hasattr(system, "dl_iterate_phdr") or not hasattr(system, "madvise"):
        return None, []
    advise: Any = system.madvise
    advise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    libraries: list[tuple[bytes, list[tuple[int, int]]]] = []

    def look(found: Any, size: int, given: object) -> int:
        loaded = found.contents
        parts = [
            (loaded.base + part.start, loaded.base + part.start + part.size)
            for part in loaded.parts[: loaded.count]
            if part.kind == _LOADED and not part.flags & _WRITTEN
        ]
        libraries.append((loaded.name or b"", parts))
        return 0

    kind = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Loaded), ctypes.c_size_t, ctypes.c_void_p)
    system.dl_iterate_phdr(kind(look), None)
    places = [place for name, parts in libraries if _stays(name) for place in map(_pages, parts)]
    return advise, [(first, length) for first, length in places if length > 0]


def _stays(name: bytes) -> bool:
    """A library that went would leave its place to something else. The program itself has no name."""
    try:
        ctypes.PyDLL(os.fsdecode(name) or None, os.RTLD_NOLOAD | os.RTLD_NODELETE)
    except OSError:  # what the system has put there, which is no file
        return False
    return True


def _pages(part: tuple[int, int]) -> tuple[int, int]:
    """Those that lie wholly in it: where the first begins, and their length."""
    first, behind = -(-part[0] // mmap.PAGESIZE), part[1] // mmap.PAGESIZE
    return first * mmap.PAGESIZE, (behind - first) * mmap.PAGESIZE
