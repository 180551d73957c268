"""What needs several tables for itself, tried again and again where somebody else has one of them for long.

Whoever waits for a table has all who come later wait behind: so each try waits for a moment only, and lets go
of everything before the next.
"""

import time
from collections.abc import Callable, Sequence

from django.db import OperationalError, transaction

from nidairp.patience import Busy, somebody_in_the_way

#: Seconds between two tries, at first and at last.
PAUSE, LONGEST_PAUSE = 0.5, 15.0


def patiently(work: Callable[[], None], seconds: float, looks: Sequence[Callable[[], None]] = ()) -> None:
    """Does it as a part of the transaction, all of it or nothing; ``Busy`` after so many seconds.

    What looks whether somebody is in the way comes before it, one after the other. Nothing of that is kept.
    """
    begun, pause = time.monotonic(), PAUSE
    while not (all(_done(look, kept=False) for look in looks) and _done(work)):
        if time.monotonic() + pause > begun + seconds:
            raise Busy
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _done(work: Callable[[], None], *, kept: bool = True) -> bool:
    try:
        with transaction.atomic():
            work()
            transaction.set_rollback(not kept)
    except OperationalError as error:
        if not somebody_in_the_way(error):
            raise
        return False
    return True
