"""What breaks off while it is sent is taken for whole by nobody."""

import csv
import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from nidairp.streamed import NOT_COMPLETE, TORN_CSV, streamed
from nidairp.watching.current import current
from nidairp.watching.formatting import JsonFormatter
from nidairp.watching.middleware import RequestMiddleware


def breaking_off(*pieces: str) -> Iterator[str]:
    yield from pieces
    raise OperationalError("server closed the connection unexpectedly")


def test_what_is_whole_is_as_it_was():
    assert streamed(iter(["one, ", "two"]), "torn").getvalue() == b"one, two"
    assert streamed(iter([]), "torn").getvalue() == b""


def test_what_fails_before_its_first_piece_is_an_error_page():
    with pytest.raises(OperationalError):
        streamed(breaking_off(), "torn")


def test_what_breaks_off_says_so_at_its_end():
    assert streamed(breaking_off("a,b\r\n", "1,2"), TORN_CSV).getvalue().decode().startswith("a,b\r\n1,2\r\n")
    with pytest.raises(csv.Error):
        list(csv.reader(StringIO(TORN_CSV), strict=True))


def test_the_log_says_what_failed_in_which_request(caplog: pytest.LogCaptureFixture):
    """The request is over by then."""
    answer = RequestMiddleware(lambda request: streamed(breaking_off("1"), NOT_COMPLETE))(
        RequestFactory().get("/publications.bib", headers={"x-request-id": "0123456789abcdef"})
    )
    assert current.get() is None
    formatted: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: formatted.append(JsonFormatter().format(record))
    logger = logging.getLogger("nidairp.streamed")
    logger.addHandler(handler)
    try:
        answer.getvalue()
    finally:
        logger.removeHandler(handler)
    line = json.loads(formatted[0])
    assert (line["level"], line["request"]) == ("ERROR", "0123456789abcdef")
    assert line["error"] == "OperationalError: server closed the connection unexpectedly"
