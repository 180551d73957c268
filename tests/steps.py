"""How much Python does, as lines that it goes over: the same on every machine, however busy.

What a regular expression does within itself is not in it; that grows with the text is seen to by
``tests/fuzz/test_readers.py``.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

#: So much longer is the longer text, and so much more may be done for it: squared it would be 64 times.
LONGER, MORE = 8, 10


def steps(function: Callable[..., Any], *arguments: Any) -> int:
    taken = 0

    def count(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal taken
        taken += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return taken


def grow_with_the_text(function: Callable[[str], Any], text_of: Callable[[int], str], length: int) -> bool:
    """And no faster, for a text of so many parts and one of eight times as many."""
    function(text_of(1))  # what is kept from the first time on is nobody's work
    short, long = (steps(function, text_of(parts)) for parts in (length, length * LONGER))
    return long <= MORE * short
