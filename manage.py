#!/usr/bin/env python3
"""Django's command line for this site."""

import os
import select
import sys

from django.core.management import execute_from_command_line

# What a shell says of a program that a closed pipe ended: 128 and the number of SIGPIPE.
CLOSED_PIPE = 141


def main() -> None:
    """Runs the command; whoever reads what it says may leave before its end (`| head`)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nidairp.settings")
    try:
        try:
            execute_from_command_line(sys.argv)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        if not _reader_has_left():
            raise
        # The interpreter writes what is left when it ends, and would complain once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLOSED_PIPE)


def _reader_has_left() -> bool:
    """Else what broke leads elsewhere: to a program or a server that a command talks to."""
    heard = select.poll()
    heard.register(sys.stdout.fileno(), 0)
    return bool(heard.poll(0))


if __name__ == "__main__":
    main()
