"""The index on PostgreSQL: how it is made, and how it is asked."""

from .agreeing import agreed, followed, much_differs
from .asking import find
from .beside import hold
from .building import server_rules, unfollow
from .building import unfollow as unbuild
from .filling import anew, has_grown, in_place, looks
from .matching import keys, matching
from .tsquery import match
from .whether import any_with, counted

#: What it knows of an entry depends on what was there when the index was made: only making it anew helps.
IF_GROWN = ()

__all__ = [
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
