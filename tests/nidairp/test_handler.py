"""What a request says of its charset decides nothing."""

from io import BytesIO

import pytest
from django.http import HttpResponse

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
