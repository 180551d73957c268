"""Bodies are read before anybody waits for them; who sends no more is given up, and in nobody's way."""

import errno
from collections.abc import Callable, Iterable
from io import BufferedRandom, BytesIO, RawIOBase
from threading import Event, Thread
from typing import Any

import pytest

from nidairp import bodies
from nidairp.bodies import WholeBodies


class Drips:
    """A client that sends no more, until it goes."""

    def __init__(self) -> None:
        self.asked, self.gone = Event(), Event()

    def read(self, size: int = -1) -> bytes:
        self.asked.set()
        self.gone.wait(30)
        raise OSError("gone")


class Full(BytesIO):
    """A file on a disk where one piece has found room."""

    def __init__(self, max_size: int) -> None:
        super().__init__()

    def write(self, data: Any) -> int:
        if self.tell():
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


class Disk(RawIOBase):
    """Has no room for anything, which is known only when it is written."""

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def write(self, data: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def send(application: WholeBodies, source: Any, length: str = "4") -> tuple[str, bytes]:
    said: list[str] = []
    parts = application(
        {"wsgi.input": source, "CONTENT_LENGTH": length}, lambda status, headers: said.append(status)
    )
    return said[0], b"".join(parts)


@pytest.mark.parametrize("size", [1, bodies.CHUNK, bodies.IN_MEMORY + 1])
def test_a_body_arrives_as_it_was_sent(size: int) -> None:
    data = b"x" * size
    assert send(WholeBodies(echo, 1, 1), BytesIO(data), str(size)) == ("200 OK", data)


@pytest.mark.parametrize("length", ["", "0", "-1", "x"])
def test_what_has_none_is_not_waited_for(length: str) -> None:
    drips = Drips()
    drips.gone.set()
    with pytest.raises(OSError, match="gone"):  # it is the application that reads
        send(WholeBodies(echo, 1, 1), drips, length)


def test_who_does_not_send_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.01)
    application = WholeBodies(echo, 1, 1)
    drips = Drips()
    assert send(application, drips)[0].startswith("408")
    drips.gone.set()
    assert send(application, BytesIO(b"next"))[1] == b"next"


@pytest.mark.parametrize("sent", [b"", b"q=b", b"q=begin"])
def test_what_broke_off_on_its_way_is_not_taken_for_whole(sent: bytes) -> None:
    assert send(WholeBodies(echo, 1, 1), BytesIO(sent), "99")[0].startswith("400")


def test_who_goes_in_the_middle_has_sent_nothing() -> None:
    drips = Drips()
    drips.gone.set()
    assert send(WholeBodies(echo, 1, 1), drips)[0].startswith("400")


def test_what_finds_no_room_is_refused_and_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for temporary files that is full."""
    monkeypatch.setattr(bodies, "SpooledTemporaryFile", Full)
    data = b"x" * (bodies.CHUNK + 1)
    status, said = send(WholeBodies(echo, 1, 1), BytesIO(data), str(len(data)))
    assert status.startswith("503") and b"Nothing has been changed" in said


def test_the_last_piece_finds_no_room_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is little waits in memory to be written, and once more when the file is closed."""
    monkeypatch.setattr(bodies, "SpooledTemporaryFile", lambda max_size: BufferedRandom(Disk()))
    assert send(WholeBodies(echo, 1, 1), BytesIO(b"last"))[0].startswith("503")


def test_no_more_than_some_wait_at_once_and_the_others_are_told() -> None:
    application, drips = WholeBodies(echo, 1, 1), Drips()
    waiting = Thread(target=send, args=(application, drips))
    waiting.start()
    assert drips.asked.wait(30)
    assert send(application, BytesIO(b"next"))[0].startswith("503")
    assert send(application, BytesIO(b""), "")[0] == "200 OK"
    drips.gone.set()
    waiting.join()
    assert send(application, BytesIO(b"next"))[0] == "200 OK"


def test_who_sends_little_waits_for_nobody_who_sends_much() -> None:
    application, drips = WholeBodies(echo, 1, 1), Drips()
    waiting = Thread(target=send, args=(application, drips, str(bodies.SHORT + 1)))
    waiting.start()
    assert drips.asked.wait(30)
    assert send(application, BytesIO(b"next"), str(bodies.SHORT + 1))[0].startswith("503")
    assert send(application, BytesIO(b"text"))[0] == "200 OK"
    drips.gone.set()
    waiting.join()
