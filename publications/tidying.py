"""What the history says where a word or a name was put right on all publications that had it.

That is no edit of the publication itself: an import that made it can still be taken back.
"""

from django.db.models import Q

KEYWORD, NAME = "Keyword", "Prints “"
DELETED = f"{KEYWORD} deleted"
_LONGEST = 100


def renamed_to(old: str, new: str) -> str:
    return f"{KEYWORD} “{old}” is “{new}” now"[:_LONGEST]


def joined_as(word: str) -> str:
    return f"{KEYWORD}s joined as “{word}”"[:_LONGEST]


def prints(name: str) -> str:
    return f"{NAME}{name}” now"[:_LONGEST]


def is_tidying(column: str = "history_change_reason") -> Q:
    return Q(**{f"{column}__startswith": KEYWORD}) | Q(**{f"{column}__startswith": NAME})
