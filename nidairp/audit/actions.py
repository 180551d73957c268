"""What can have been done, told apart by the kind of an entry and the words that its message begins with.

Django's log knows additions, changes and deletions. What our own pages do beside these they write as a change
with a sentence; here stands how the sentence begins.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Action:
    label: str
    flag: int
    #: The message begins with one of these; without any, every message will do.
    begins: tuple[str, ...] = ()

    def is_of(self, entry: LogEntry) -> bool:
        fits = not self.begins or entry.change_message.startswith(self.begins)
        return entry.action_flag == self.flag and fits

    def where(self) -> Q:
        beginnings = (Q(change_message__startswith=words) for words in self.begins)
        return Q(action_flag=self.flag) & reduce(or_, beginnings, Q())


ADDED, DELETED, CHANGED = Action("Added", ADDITION), Action("Deleted", DELETION), Action("Changed", CHANGE)
#: Changes that have a name of their own.
SPECIAL = {
    "published": Action("Published", CHANGE, ("Published", "Scheduled")),
    "unpublished": Action("Unpublished", CHANGE, ("Unpublished", "Taken off the site")),
    "imported": Action("Imported", CHANGE, ("Imported",)),
    "taken-back": Action("Import taken back", CHANGE, ("Taken back", "Dropped")),
    "reverted": Action("Reverted", CHANGE, ("Reverted", "Restored")),
    "moved": Action("Moved", CHANGE, ("Moved",)),
    "merged": Action("Merged", CHANGE, ("Merged", "Merge taken back")),
    "signed-in": Action("Logged in or out", CHANGE, ("Logged in", "Logged out")),
}
ACTIONS = {"added": ADDED, "changed": CHANGED, **SPECIAL, "deleted": DELETED}


def name_of(entry: LogEntry) -> str:
    """The action's key."""
    special = (name for name, action in SPECIAL.items() if action.is_of(entry))
    plain = (name for name, action in ACTIONS.items() if action.is_of(entry))
    return next(special, None) or next(plain, "changed")


def where(name: str) -> Q:
    """The entries of one action; a plain change is one that has no name of its own."""
    others = (~action.where() for action in SPECIAL.values()) if name == "changed" else ()
    return reduce(Q.__and__, others, ACTIONS[name].where())
