"""Code of programs and libraries that was needed once: the system is told that it may leave the process.

The system maps much of a file at once, and keeps it mapped until memory is scarce: 26 MB at a start, half of
which nobody needs any more. What is asked for again is mapped again, from the system's own copy of the file.
"""

import ctypes
import mmap
import sys
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
    """Only parts that nobody may write, not even the loader: they are as the file says.

    The loader is asked, not /proc, for a library that is just being loaded is not in its place yet, and what
    is written into it then would be lost. Meanwhile Python's lock is held: somebody who loads a library in
    another thread may have it, and wait for the loader, which waits for us.
    """
    system = ctypes.PyDLL(None)
    if sys.maxsize < 2**32 or not hasattr(system, "dl_iterate_phdr") or not hasattr(system, "madvise"):
        return
    advise: Any = system.madvise
    advise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]

    def look(found: Any, size: int, given: object) -> int:
        loaded = found.contents
        for part in loaded.parts[: loaded.count]:
            if part.kind == _LOADED and not part.flags & _WRITTEN:
                first = -(-(loaded.base + part.start) // mmap.PAGESIZE) * mmap.PAGESIZE
                behind = (loaded.base + part.start + part.size) // mmap.PAGESIZE * mmap.PAGESIZE
                if first < behind:
                    advise(first, behind - first, mmap.MADV_DONTNEED)
        return 0

    kind = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Loaded), ctypes.c_size_t, ctypes.c_void_p)
    system.dl_iterate_phdr(kind(look), None)
