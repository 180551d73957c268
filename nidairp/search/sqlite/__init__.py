"""The index on SQLite: how it is made, and how it is asked."""

from .asking import any_with, counted, find, keys, match, matching
from .building import FUNCTIONS, anew, hold, in_place, looks, server_rules, unbuild

#: It knows of each entry the same, whenever that was written.
GROWS = False

__all__ = [
    "FUNCTIONS",
    "GROWS",
    "anew",
    "any_with",
    "counted",
    "find",
    "hold",
    "in_place",
    "keys",
    "looks",
    "match",
    "matching",
    "server_rules",
    "unbuild",
]
