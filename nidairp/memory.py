"""Memory that one thread has let go is there for the others, and what is much of it goes back to the system.

By itself glibc gives each thread a heap of its own, and what is free in one helps no other: a process that
made long lists in eight threads held 198 MB, and holds 172. Pieces of columns are taken from that heap, too:
to ask the system for each and to give it back makes counting them twice as slow.
"""

import ctypes
import gc

from nidairp import mapped_code

MB = 1024 * 1024
#: By the numbers of glibc's malloc.h: so many heaps, a piece so large is apart from them, so much stays free.
TOLD = {-8: 1, -3: MB, -1: 2 * MB}


def share() -> None:
    """To be called before there are threads; elsewhere than with glibc there is nothing to tell."""
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    if tell is not None:
        for what, value in TOLD.items():
            tell(what, value)


def give_back() -> None:
    """What lies free between what is kept, which glibc would keep, and code that was needed once.

    To be called after a start, and after much was let go.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
    mapped_code.let_go()
