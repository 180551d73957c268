"""The index on SQLite: how it is made, and how it is asked."""

from .asking import any_with, counted, find, keys, match, matching
from .building import (
    FUNCTIONS,
    IN_ONE_PIECE,
    agreed,
    anew,
    followed,
    has_grown,
    hold,
    in_place,
    looks,
    much_differs,
    server_rules,
    unbuild,
    unfollow,
)

#: What is done where it has grown: it knows of each entry the same, whenever that was written.
IF_GROWN = IN_ONE_PIECE

__all__ = [
    "FUNCTIONS",
    "IF_GROWN",
    "agreed",
    "anew",
    "any_with",
    "counted",
    "find",
    "followed",
    "has_grown",
    "hold",
    "in_place",
    "keys",
    "looks",
    "match",
    "matching",
    "much_differs",
    "server_rules",
    "unbuild",
    "unfollow",
]
