"""The generation as a replica has it, as long as that answers and keeps up; else the primary's.

A replica keeps up if, now and then, it has the very number that the primary has. So one that has lost its
primary is noticed, whatever it says of itself, and a site that never changes asks no more of it.
"""

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from django.db import DEFAULT_DB_ALIAS

from .reading import Reader, Unreadable

logger = logging.getLogger(__name__)
#: Seconds: how often the primary's number is looked at, how long a replica may be without it, how long it is
#: left alone after a failure.
CHECK, MOST_BEHIND, LEFT_ALONE = 2.0, 10.0, 15.0


class Number(str):
    """A generation, and the alias of the database that said it."""

    alias: str = DEFAULT_DB_ALIAS


def said_by(generation: str) -> str:
    return getattr(generation, "alias", DEFAULT_DB_ALIAS)


@dataclass
class Replica:
    alias: str
    read: Reader
    left_until: float = 0.0
    checked: float = 0.0
    #: When it was last seen to have what the primary had; 0: not since it was last left alone.
    in_step: float = 0.0

    def leave_alone(self, seconds: float) -> None:
        self.left_until, self.in_step, self.checked = monotonic() + seconds, 0.0, 0.0


class Replicas:
    """In the place of one `Reader`. Each process keeps to one replica; the next is for when that fails.

    The primary's reader is given: who asks it here and who wants to know whether it is silent mean the same.
    """

    def __init__(self, aliases: Sequence[str], primary: Reader) -> None:
        first = os.getpid() % len(aliases)
        self._replicas = [Replica(one, Reader(one)) for one in (*aliases[first:], *aliases[:first])]
        self._primary = primary
        self.last: str | None = None

    def __call__(self) -> str | None:
        for replica in self._replicas:
            if monotonic() >= replica.left_until and (number := self._of(replica)) is not None:
                self.last = number
                return number
        self.last = self._primary()
        return self.last

    def failed(self, alias: str) -> None:
        """A page could not be made from it."""
        for replica in self._replicas:
            if replica.alias == alias:
                self._leave_alone(replica, "failed while a page was made")

    def _of(self, replica: Replica) -> Number | None:
        try:
            value = replica.read()
        except Unreadable:
            self._leave_alone(replica, "does not answer")
            return None
        if value is None or not self._keeps_up(replica, value):
            return None
        number = Number(value)
        number.alias = replica.alias
        return number

    def _keeps_up(self, replica: Replica, value: str) -> bool:
        now = monotonic()
        if now - replica.checked < CHECK and replica.checked:
            return bool(replica.in_step)
        replica.checked = now
        try:
            is_in_step = self._primary() == value
        except Unreadable:
            # Nothing is newer than what can be read, and it is better than nothing.
            is_in_step = True
        if is_in_step:
            replica.in_step = now
        elif replica.in_step and now - replica.in_step > MOST_BEHIND:
            self._leave_alone(replica, f"is more than {MOST_BEHIND:.0f} seconds behind")
        return bool(replica.in_step)

    def _leave_alone(self, replica: Replica, why: str) -> None:
        if monotonic() >= replica.left_until:
            replica.leave_alone(LEFT_ALONE)
            logger.warning("The database %s %s: the primary is read in its place", replica.alias, why)
