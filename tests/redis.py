"""A Redis on this machine: the real one where there is a program, else fakeredis."""

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fakeredis import TcpFakeServer

PROGRAM = os.environ.get("REDIS_PROGRAM") or shutil.which("redis-server")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def redis(folder: Path, port: int) -> Iterator[str]:
    """Its address as `CACHE_URL`; it has forgotten all when it comes back."""
    with _real(folder, port) if PROGRAM else _stand_in(port):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def _real(folder: Path, port: int) -> Iterator[None]:
    command = [PROGRAM, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            _until_it_listens(port)
            yield
        finally:
            process.kill()


@contextmanager
def _stand_in(port: int) -> Iterator[None]:
    server = TcpFakeServer(("127.0.0.1", port))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def _until_it_listens(port: int) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert time.monotonic() < end, "Redis does not come up"
            time.sleep(0.02)
        else:
            return
