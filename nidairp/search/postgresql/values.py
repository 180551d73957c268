"""Very many keys as one value: of these, each by itself would cost more than finding them."""

import sys
from array import array


def packed(key: str, order: str = "") -> str:
    """Those of all rows, as SQL."""
    return f"string_agg(int8send({key}), ''::bytea {order})"


def unpacked(value: bytes | None) -> "array[int]":
    keys = array("q", value or b"")
    if sys.byteorder == "little":
        keys.byteswap()
    return keys
