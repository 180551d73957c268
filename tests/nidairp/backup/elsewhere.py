"""A program on another, empty database: restores an archive there and writes one of what it has then."""

import sys

import django
from django.core.management import call_command


def main(taken: str, given: str) -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("restore", taken, no_input=True)
    call_command("backup", given)


if __name__ == "__main__":
    main(*sys.argv[1:])
