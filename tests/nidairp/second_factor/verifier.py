"""A process that types a code: says "ready", waits for a line, says "trying", and then what came of it.

Run as a module with the user's name and the code.
"""

import sys

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402

from nidairp.second_factor import devices  # noqa: E402


def main() -> None:
    name, code = sys.argv[1:]
    user = User.objects.get(username=name)
    print("ready", flush=True)
    sys.stdin.readline()
    print("trying", flush=True)
    print("accepted" if devices.verify(user, code) else "refused", flush=True)


if __name__ == "__main__":
    main()
