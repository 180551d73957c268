"""The index on PostgreSQL: how it is made, and how it is asked."""

from .asking import counted, find, keys, matching
from .building import build, server_rules, unbuild
from .filling import empty, fill, has_grown
from .tsquery import match

__all__ = [
    "build",
    "counted",
    "empty",
    "fill",
    "find",
    "has_grown",
    "keys",
    "match",
    "matching",
    "server_rules",
    "unbuild",
]
