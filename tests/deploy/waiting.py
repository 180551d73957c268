"""Asking a server on this machine, and waiting until something holds."""

import http.client
import socket
import time
from collections.abc import Callable

PATIENCE = 30.0


class Answer:
    def __init__(self, port: int, path: str, method: str = "GET", **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request(
            method, path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        response = connection.getresponse()
        self.status, self.headers = response.status, response.headers
        self.body = response.read()
        connection.close()

    @property
    def text(self) -> str:
        return self.body.decode()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def until(holds: Callable[[], bool]) -> None:
    """As soon as it holds; however slow the machine is, not for ever."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if holds():
                return
        except OSError:
            pass
        assert time.monotonic() < end, "It did not come about"
        time.sleep(0.02)
