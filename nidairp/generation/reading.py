"""What the generation is now: asked anew for each request, on one connection that a process keeps for it.

Past Django's cursors, because this is the greatest part of what an answer from the page cache costs.
"""

import os
import threading
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from .watched import TABLE

SQL = f"SELECT CAST(sum(token) AS text) FROM {TABLE}"  # noqa: S608


class Unreadable(Exception):
    """The database does not answer."""


class Reader:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: Any = None
        self._made_for: object = None
        self._is_down = False
        #: What was read last, by whichever thread.
        self.last: str | None = None

    def __call__(self) -> str | None:
        """The generation; None where there is none: nothing may be kept then.

        While the database is down, one request at a time tries to reach it; the others do not wait for that.
        """
        if not self._lock.acquire(blocking=not self._is_down):
            raise Unreadable
        try:
            self.last = self._read()
            self._is_down = False
            return self.last
        except Exception as error:
            self._is_down = True
            raise Unreadable from error
        finally:
            self._lock.release()

    def _read(self) -> str | None:
        if self._connection is not None and self._made_for == _place():
            try:
                return self._connection.execute(SQL).fetchone()[0]
            except Exception:  # noqa: BLE001 - whatever it was, a new connection shows whether it lasts
                self.close()
        self.open()
        return self._connection.execute(SQL).fetchone()[0]

    def open(self) -> None:
        self.close()
        made = connections.create_connection(DEFAULT_DB_ALIAS)
        made.inc_thread_sharing()
        made.connect()
        self._connection, self._made_for = made.connection, _place()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _place() -> object:
    """Another process, or another file in the place of the database, needs another connection."""
    said = connections.settings[DEFAULT_DB_ALIAS]
    if not said["ENGINE"].endswith("sqlite3"):
        return os.getpid()
    return os.getpid(), said["NAME"], Path(said["NAME"]).stat().st_ino
