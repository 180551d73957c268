"""What a request says of its charset decides nothing; what it says of its length is held to.

What is asked in nobody's name passes by what looks at who asks.
"""

from contextlib import suppress
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.test.client import encode_multipart

from nidairp import handler
from nidairp.generation.carried import NOBODYS
from tests.nidairp.pagecache.visitor import Answer, ask


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


def asked_of(address: str, **environ: object) -> tuple[HttpRequest, Answer]:
    seen: list[HttpRequest] = []

    class Seeing(handler.Handler):
        def get_response(self, request: HttpRequest) -> HttpResponse:
            seen.append(request)
            return super().get_response(request)

    application = Seeing()
    answer = ask(lambda known, start: application({**known, **environ}, start), address)
    return seen[0], answer


ABOUT_VISITORS = ("session", "user", "_messages")


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_visitor_may_have_a_session_a_name_and_messages():
    request, _ = asked_of("/")
    assert all(hasattr(request, name) for name in ABOUT_VISITORS)


@pytest.mark.django_db
@pytest.mark.one_database
def test_nobody_has_none_of_these():
    request, _ = asked_of("/", **{NOBODYS: True})
    assert not any(hasattr(request, name) for name in ABOUT_VISITORS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/news/", "/publications/", "/publications/authors/", "/search/?q=a", "/no-such/"]
)
def test_nobody_gets_what_a_stranger_gets(address: str):
    """But for what says how the answer may be sent: packed, or not at all where it is there already."""
    _, stranger = asked_of(address)
    _, nobody = asked_of(address, **{NOBODYS: True})
    of_sending = {"etag", "vary", "x-request-id"}
    assert (nobody.status, nobody.body) == (stranger.status, stranger.body)
    assert {k: v for k, v in nobody.headers.items() if k not in of_sending} == {
        k: v for k, v in stranger.headers.items() if k not in of_sending
    }


def test_what_nobody_passes_by_is_there_for_visitors():
    """A name that is there no longer would let something new look at who asks."""
    assert set(settings.MIDDLEWARE) >= handler.ABOUT_VISITORS
    assert "django.middleware.csrf.CsrfViewMiddleware" not in handler.ABOUT_VISITORS
