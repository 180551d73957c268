"""Values as PHP writes them down (``a:1:{s:4:"file";s:7:"fig.jpg";}``), as custom fields hold them."""

from collections.abc import Callable
from typing import Any

DEEPEST = 20
_SCALARS: dict[str, Callable[[str], Any]] = {"i": int, "d": float, "b": lambda text: text == "1"}


def read(text: str) -> Any:
    """The value; None for what is not one, or damaged."""
    try:
        return _Reader(text.encode()).value(0)
    except (ValueError, IndexError, KeyError, UnicodeDecodeError):
        return None


class _Reader:
    """Lengths count bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def value(self, depth: int) -> Any:
        if depth > DEEPEST:
            raise ValueError(depth)
        kind = self._data[self._at : self._at + 1].decode()
        if kind == "N":
            self._at += 2
            return None
        self._at += 2
        if kind == "s":
            return self._string()
        if kind == "a":
            return self._array(depth)
        return _SCALARS[kind](self._until(b";").decode())

    def _until(self, mark: bytes) -> bytes:
        end = self._data.index(mark, self._at)
        found, self._at = self._data[self._at : end], end + 1
        return found

    def _string(self) -> str:
        length = int(self._until(b":"))
        begin = self._at + 1
        self._at = begin + length + 2
        if length < 0 or self._data[begin + length : self._at] != b'";':
            raise ValueError(length)
        return self._data[begin : begin + length].decode()

    def _array(self, depth: int) -> dict[Any, Any]:
        count = int(self._until(b":"))
        self._at += 1
        found = {}
        for _ in range(count):
            key = self.value(depth + 1)
            if isinstance(key, dict):
                raise ValueError(key)
            found[key] = self.value(depth + 1)
        self._at += 1
        return found
