"""Writes down what Django's admin does not: who logs in, and what is done at the command line."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

#: Nobody can log in as this: it only signs what commands have done.
COMMAND_LINE = "command-line"


def record(who: AbstractBaseUser, row: Model, message: str, flag: int = CHANGE) -> None:
    LogEntry.objects.log_actions(who.pk, [row], flag, message)


def record_command(row: Model, message: str, flag: int = CHANGE) -> None:
    record(command_line(), row, message, flag)


def command_line() -> AbstractBaseUser:
    made = {"first_name": "Command line", "is_active": False, "password": make_password(None)}
    return get_user_model().objects.get_or_create(username=COMMAND_LINE, defaults=made)[0]
