"""The index on PostgreSQL: how it is made, and how it is asked."""

from .asking import counted, find, keys, match, matching
from .building import build, fill, server_rules, unbuild

__all__ = ["build", "counted", "fill", "find", "keys", "match", "matching", "server_rules", "unbuild"]
