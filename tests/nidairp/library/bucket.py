"""An S3-compatible server on this machine (moto's), and what the settings say to store files there."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any

from moto.moto_server.threaded_moto_server import ThreadedMotoServer

from nidairp.library import place

BUCKET = "institute"


class Server:
    """Can be stopped and started again on the same port; what is stored survives that."""

    def __init__(self) -> None:
        self.port = 0
        self.start()
        asked = HTTPConnection("127.0.0.1", self.port)
        asked.request("PUT", f"/{BUCKET}", headers={"Content-Length": "0"})
        assert asked.getresponse().status == 200
        asked.close()

    def start(self) -> None:
        self._running = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self._running.start()
        _, self.port = self._running.get_host_and_port()

    def stop(self) -> None:
        self._running.stop()

    def address(self, bucket: str = BUCKET, prefix: str = "site") -> str:
        return f"s3://{bucket}/{prefix}?region=us-east-1&endpoint=http://127.0.0.1:{self.port}"

    def storages(self, **elsewhere: str) -> dict[str, Any]:
        static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        return {"default": place.storage(self.address(**elsewhere)), "staticfiles": static}


@contextmanager
def server() -> Iterator[Server]:
    running = Server()
    try:
        yield running
    finally:
        running.stop()
