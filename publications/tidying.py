"""What the history says where a word or a name was put right on all publications that had it.

That is no edit of the publication itself: an import that made it can still be taken back.
"""

from django.db.models import Q

KEYWORD, NAME = "Keyword", "Prints “"


def is_tidying(column: str = "history_change_reason") -> Q:
    return Q(**{f"{column}__startswith": KEYWORD}) | Q(**{f"{column}__startswith": NAME})
