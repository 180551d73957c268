"""A process with Django loaded, from which those of the tests are forked: one begins at once, not in seconds.

It is told by a socket, its argument: a module and arguments as JSON, with the two pipes that become the new
process's input and output. It answers with the new process's number. See `tests/processes.py`.
"""

import json
import os
import runpy
import signal
import socket
import sys

import django
from django.urls import get_resolver

LONGEST = 64 * 1024


def be(said: bytes, pipes: list[int]) -> None:
    """What a new process does: as if it had been started with `python -m`."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for place, pipe in enumerate(pipes):
        os.dup2(pipe, place)
    module, *sys.argv[1:] = json.loads(said)
    runpy.run_module(module, run_name="__main__")


def main() -> None:
    django.setup()
    _ = get_resolver().url_patterns  # the addresses bring in the views, and these the rest
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        while (told := socket.recv_fds(asked, LONGEST, 2))[0]:
            said, pipes, *_ = told
            if (child := os.fork()) == 0:
                break
            asked.send(str(child).encode())
            for pipe in pipes:
                os.close(pipe)
        else:
            return
    be(said, pipes)


if __name__ == "__main__":
    main()
