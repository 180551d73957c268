"""Log lines for programs (JSON) and for people, each with its request's id and neither with personal data.

What Django says of a failed request names its path, and an exception's message may quote what somebody typed.
Both are left out: the route and the way through the code tell what failed. Only what the machine itself says
(files, network, database) is kept.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from smtplib import SMTPException
from typing import Any

from django.db import InterfaceError, OperationalError

from .current import current, route

_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
_DJANGO = {"request", "status_code", "server_time"}
#: Whose words are about the machine.
_OF_THE_MACHINE = (OSError, OperationalError, InterfaceError, ImportError, MemoryError)


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message(record),
        }
        if request := current.get():
            said["request"] = request.id
        said |= {name: value for name, value in vars(record).items() if name not in _PLAIN | _DJANGO}
        if error := record.exc_info and record.exc_info[1]:
            said["error"] = described(error)
            said["where"] = way(error)
        return json.dumps(said, default=str, ensure_ascii=False)


class LineFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        request = current.get()
        begun = [self.formatTime(record), record.levelname, f"{record.name}:", message(record)]
        if request:
            begun.append(f"[{request.id}]")
        if error := record.exc_info and record.exc_info[1]:
            begun += [described(error), *(f"\n    {place}" for place in way(error))]
        return " ".join(begun)


def message(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if request is not None and hasattr(record, "status_code"):
        return f"{record.status_code} {request.method} {route(request)}"
    # One line, whatever somebody may have put into a name.
    return "".join(sign if sign.isprintable() else " " for sign in record.getMessage())


def described(error: BaseException) -> str:
    name = type(error).__name__
    lines = _said(error).splitlines()
    return f"{name}: {lines[0]}" if lines else name


def _said(error: BaseException) -> str:
    """A server for mail names who was to get it; the number that it begins with tells why."""
    if isinstance(error, SMTPException):
        return str(getattr(error, "smtp_code", ""))
    return str(error) if isinstance(error, _OF_THE_MACHINE) else ""


def way(error: BaseException) -> list[str]:
    """Where it was raised and by which way, innermost last; what caused it first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return [described(before), *way(before), "then", *places] if before else places
