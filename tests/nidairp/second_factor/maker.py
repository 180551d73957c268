"""A process that makes new recovery codes: says "ready", waits for a line, says "trying", then "made".

Run as a module with the user's name.
"""

import sys

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402

from nidairp.second_factor import devices  # noqa: E402


def main() -> None:
    user = User.objects.get(username=sys.argv[1])
    print("ready", flush=True)
    sys.stdin.readline()
    print("trying", flush=True)
    devices.new_recovery_codes(user)
    print("made", flush=True)


if __name__ == "__main__":
    main()
