"""What `make run` ends in: a ready database, a first administrator, something to read, and the server.

It may run again on a site in use, and then changes nothing. It is for one machine; the production guide
starts the same server by itself, behind nginx.
"""

import ctypes
import logging
import os
import secrets
import signal
import socket
import subprocess  # nosec B404 # it starts this very program
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from resource import RLIMIT_NOFILE, getrlimit, setrlimit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.urls import reverse
from granian import Granian
from granian.constants import Interfaces, RuntimeModes
from granian.log import LogLevels

from nidairp.bodies import WholeBodies
from nidairp.library import place
from nidairp.long_answers import LongAnswers
from nidairp.wsgi import application

#: Who sends slowly holds one, and so does who takes something long: so many of each, and two for all others.
#: What is short has places of its own, so that saving a text waits for nobody's pictures.
THREADS, FORMS, UPLOADS, DOWNLOADS = 12, 3, 4, 3
#: Also idle ones; whoever comes beyond that waits for another to go.
CONNECTIONS = 16_384
#: Seconds until the server begins anew, where its workers go on ending.
SOONEST, LATEST = 0.5, 30.0
#: A number of Linux (prctl).
PR_SET_PDEATHSIG = 1
FIRST_ADMIN = """
  +--------------------------------------------------------------------+
  |  The first administrator. This is shown only once.                 |
  |                                                                    |
  |    name      {name:<54}|
  |    password  {password:<54}|
  |                                                                    |
  |  Forgotten?  {forgotten:<54}|
  +--------------------------------------------------------------------+
"""
#: Without the name Django would look for somebody who is called as the account on this machine.
FORGOTTEN = ".venv/bin/python manage.py changepassword {}"


class Command(BaseCommand):
    help = "Prepares the database, prints the addresses and runs the production server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8000")
        parser.add_argument("--prepare-only", action="store_true", help="do not start the server")

    def handle(self, *, host: str, port: str, prepare_only: bool, **options: object) -> None:
        number = port_number(port)
        address = free_address(host, number)
        apart = settings.STORAGES["default"]["BACKEND"] == place.IN_A_BUCKET and not prepare_only
        try:
            self.prepare_apart() if apart else self.prepare(listening_at(address, number))
        except KeyboardInterrupt:
            sys.exit(130)
        if not prepare_only:
            connection.close()
            keep_serving(address, number)

    def prepare_apart(self) -> None:
        """The server forks, and what asks a bucket does not survive that (nidairp/library/s3.py)."""
        command = [sys.executable, *sys.argv, "--prepare-only"]
        if subprocess.run(command, check=False).returncode:  # noqa: S603 # nosec B603 # this program itself
            raise CommandError("The site could not be prepared; what is wrong stands above.")

    def prepare(self, listening: str) -> None:
        keep_private(settings.VAR_DIR)
        try:
            if not connection.introspection.table_names():
                self.say("Making the database and the demonstration content (once) ...")
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            raise CommandError(f"The database of DATABASE_URL cannot be used: {error}".strip()) from error
        call_command("load_demo", if_empty=True, stdout=self.stdout)
        self.say(first_admin() + addresses(listening))

    def say(self, words: str) -> None:
        """At once, also into a file: somebody waits."""
        self.stdout.write(words)
        self.stdout.flush()


def keep_private(folder: Path) -> None:
    """Database, uploads and secrets lie here: on a machine of several people they are their owner's only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid == os.geteuid():
        folder.chmod(0o700)


def port_number(port: str | int) -> int:
    try:
        number = int(port)
    except ValueError as error:
        raise CommandError(f"PORT is a number from 1 to 65535, not “{port}”: make run PORT=8001") from error
    if not 1 <= number <= 65535:
        raise CommandError(f"PORT is a number from 1 to 65535, not {number}: make run PORT=8001")
    return number


def another(port: int) -> int:
    """A port to try next; those below 1024 belong to the administrator of the machine."""
    return port + 1 if 1024 <= port < 65535 else 8001


def free_address(host: str, port: int) -> str:
    """The number behind the host's name, where the port is free; the server wants a number."""
    try:
        (family, kind, protocol, _, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
            return str(address[0])
    except OSError as error:
        reason = f"Port {port} of {host} cannot be used ({error.strerror})."
        raise CommandError(f"{reason} Choose another: make run PORT={another(port)}") from error


def first_admin() -> str:
    """Makes the first administrator where there is none, and tells the password; else says nothing."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return ""
    name = f"admin-{secrets.token_hex(2)}" if users.filter(username="admin").exists() else "admin"
    password = secrets.token_urlsafe(15)
    users.create_superuser(name, password=password)
    return FIRST_ADMIN.format(name=name, password=password, forgotten=FORGOTTEN.format(name))


def listening_at(address: str, port: int) -> str:
    """As a browser on this machine takes it: all addresses of a machine have none that could be typed."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 # not bound here
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def addresses(listening: str) -> str:
    """Where the site can be opened; where that is not what it says of itself, both.

    Under https only the proxy's address opens it: this one leads there.
    """
    here = settings.SITE_URL if settings.TLS else listening
    said = f"\n  The site    {here}/\n  Editing     {here}{reverse('admin:index')}"
    if settings.TLS:
        said += f"\n  Listening   {listening}/  (for the proxy before it)"
    elif listening != settings.SITE_URL:
        said += f"\n  SITE_URL    {settings.SITE_URL}/  (what feeds, mails and links to share say)"
    return f"{said}\n  To stop     Ctrl-C\n"


def keep_serving(address: str, port: int) -> None:
    """granian takes a worker that ends twice within seconds for one that cannot run, and ends itself.

    But it may have been two requests that were too large for the machine: the site comes back, and later each
    time, unless it has run for a while.
    """
    pause = SOONEST
    while True:
        made, begun = server(address, port), time.monotonic()
        try:
            made.serve(target_loader=partial(load, os.getpid()), wrap_loader=False)
        except SystemExit:
            if made.interrupt_signal:
                raise
        else:
            return
        if time.monotonic() - begun > LATEST:
            pause = SOONEST
        wait(pause)
        pause = min(2 * pause, LATEST)


def wait(seconds: float) -> None:
    """As granian is gone, Ctrl-C and whoever else wants the site to end are heard here."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    time.sleep(seconds)


def server(address: str, port: int) -> Granian:
    _, most = getrlimit(RLIMIT_NOFILE)
    setrlimit(RLIMIT_NOFILE, (most, most))  # each connection is a file
    made = Granian(
        "nidairp.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        runtime_mode=RuntimeModes.st,  # one thread reads and sends, and need not ask whether there are more
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
        log_level=LogLevels.warning,
        websockets=False,
        workers_kill_timeout=3,
        respawn_failed_workers=True,
    )
    # Most of the threads wait for readers; how few processors there are is nothing to warn of.
    logging.getLogger("_granian").addFilter(lambda record: "Python threads" not in record.getMessage())
    # A closed terminal ends the site; granian by itself would take that for "reload" and keep the port.
    made.on_startup(lambda: signal.signal(signal.SIGHUP, made.signal_handler_interrupt))
    return made


def end_with(parent: int) -> None:
    """On Linux, where the parent is killed: else its worker keeps the port, and nobody begins it anew."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it was killed before it was asked for
        os.kill(os.getpid(), signal.SIGTERM)


def load(parent: int) -> Callable[..., object]:
    """Runs in the worker. Ctrl-C reaches the whole terminal, and a worker that hears it from there and again
    from its parent does not stop: here only the parent listens."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    end_with(parent)
    return WholeBodies(LongAnswers(application, at_once=DOWNLOADS), FORMS, UPLOADS)
