"""The index on PostgreSQL: how it is made, and how it is asked."""

from .asking import find, keys, match, matching
from .building import build, fill, server_rules, unbuild

__all__ = ["build", "fill", "find", "keys", "match", "matching", "server_rules", "unbuild"]
