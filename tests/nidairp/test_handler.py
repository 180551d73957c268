"""What a request says of its charset decides nothing; what it says of its length is held to."""

from contextlib import suppress
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.http.request import UnreadablePostError
from django.test.client import encode_multipart

from nidairp import handler
from tests.nidairp.pagecache.visitor import ask


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("charset", ["undefined", "rot13", "base64", "utf-7", "idna", "no-such"])
def test_what_is_sent_is_read_as_utf_8(charset: str) -> None:
    environ = {"CONTENT_TYPE": f'application/x-www-form-urlencoded; charset="{charset}"'}
    seen = []

    class Seeing(handler.Handler):
        def get_response(self, request):
            seen.extend([request.GET["q"], request.POST["q"], request.content_type])
            return HttpResponse()

    application = Seeing()
    body = b"q=%C3%A9"
    environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    ask(lambda known, start: application({**known, **environ}, start), "/no-such/?q=%C3%A9", "POST")
    assert seen == ["é", "é", "application/x-www-form-urlencoded"]


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
@pytest.mark.parametrize("missing", [0, 1, 30])
def test_what_broke_off_on_its_way_is_no_form(kind: str, missing: int) -> None:
    """A server may pass on what a client sent before it went: half a text is not what anybody wrote."""
    parts = {"token": "t", "text": "all of it " * 9}
    body = urlencode(parts).encode() if "url" in kind else encode_multipart("b", parts)
    seen = []

    class Seeing(handler.Handler):
        def get_response(self, request):
            with suppress(UnreadablePostError):
                seen.append(request.POST["text"])
            return HttpResponse()

    application, sent = Seeing(), BytesIO(body[: len(body) - missing])
    environ = {"CONTENT_TYPE": kind, "wsgi.input": sent, "CONTENT_LENGTH": str(len(body))}
    ask(lambda known, start: application({**known, **environ}, start), "/no-such/", "POST")
    assert seen == ([] if missing else [parts["text"]])


def test_it_is_read_in_pieces_as_it_comes() -> None:
    class Trickle(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 2))

    announced = handler.Announced(Trickle(b"abcde\nfg"), 8)
    assert (announced.read(3), announced.readline(), announced.read(-1)) == (b"abc", b"de\n", b"fg")
    assert announced.read(4) == b""
    with pytest.raises(OSError, match="broke off"):
        handler.Announced(BytesIO(b"ab"), 3).readline(), handler.Announced(BytesIO(b""), 3).readline()
