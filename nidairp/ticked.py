"""Rows ticked in a list of the admin: Django asks for whatever is sent, and fails at what is not a key."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import QueryDict


def keys_only(sent: QueryDict) -> QueryDict:
    """Without what can be no row's."""
    ticked = sent.getlist(ACTION_CHECKBOX_NAME)
    keys = [key for key in ticked if key.isdecimal() and len(key) < 19]
    if len(keys) == len(ticked):
        return sent
    made = sent.copy()
    made.setlist(ACTION_CHECKBOX_NAME, keys)
    return made
