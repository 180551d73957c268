"""Odd requests as a server hands them on, to the page cache and Django behind it: mended by no client.

None makes the program fail, and none of them changes what the next visitor gets.
"""

from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from nidairp import handler
from nidairp.pagecache.layer import PageCache
from tests.admin_doors import examples
from tests.fuzz.addresses import parts, routes
from tests.fuzz.nasty import encoded, words
from tests.fuzz.test_requests import METHODS, QUICKLY, latin
from tests.nidairp.pagecache.visitor import ask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database, pytest.mark.slow]

#: What each header may mean, in the forms that programs trip over.
HEADERS = {
    "HTTP_HOST": [
        "testserver",
        "testserver:99999",
        "[::1",
        "evil.example",
        "a b",
        "TESTSERVER.",
        ".",
        "xn--",
    ],
    "HTTP_COOKIE": ["sessionid=x", "messages=W10:x", "=;=;", "a=b;" * 200, 'x="\\073', "csrftoken=\xff"],
    "HTTP_ACCEPT": [
        "*/*;q=0",
        "text/html;q=nan",
        "application/json, */*",
        ";,;",
        "a/b;q=1e400",
        "text/*;q=-1",
    ],
    "HTTP_ACCEPT_ENCODING": ["gzip;q=0", "br, gzip", "*", "gzip;q=x", "identity;q=0, *;q=0", ",,"],
    "HTTP_IF_NONE_MATCH": ["*", 'W/"x"', '"', 'W/"' + "0" * 24 + '", *', "W/"],
    "HTTP_IF_MODIFIED_SINCE": ["0", "Thu, 31 Feb 2019 25:61:61 GMT", "Thu, 01 Jan 99999 00:00:00 GMT"],
    "HTTP_RANGE": ["bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-0,-1", "bytes=" + "0-," * 99, "x"],
    "HTTP_X_FORWARDED_FOR": ["127.0.0.1, x", "::1%lo", "999.1.1.1"],
    "HTTP_X_FORWARDED_PROTO": ["https", "http,https", "javascript"],
    "HTTP_X_FORWARDED_HOST": ["evil.example"],
    "HTTP_X_HTTP_METHOD_OVERRIDE": ["DELETE"],
    "HTTP_X_REQUEST_ID": ["x" * 300, "\x85"],
    "HTTP_AUTHORIZATION": ["Basic x", "Bearer", ""],
    "HTTP_REFERER": ["http://evil.example/", "//", "http://[", "null"],
    "HTTP_ORIGIN": ["null", "http://evil.example", "http://["],
    "HTTP_TRANSFER_ENCODING": ["chunked", "identity, chunked"],
    "CONTENT_LENGTH": ["0", "-1", "5", "99999", "9" * 30, "1e3", "٣", ""],
    "CONTENT_TYPE": [
        "application/x-www-form-urlencoded; charset=utf-7",
        "multipart/form-data",
        "multipart/form-data; boundary=\xff",
        "multipart/form-data; boundary=" + "x" * 300,
        "application/json; charset=undefined",
        ";",
    ],
}
BODIES = [
    b"",
    b"a=b&a=%ff&%",
    b"{",
    b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
    b"\xff\xfe" * 40,
]


@st.composite
def environs(draw: st.DrawFn, places: list[str], known: list[str]) -> dict[str, Any]:
    values = st.one_of(st.sampled_from(known), encoded)
    path = "".join(
        part if part is not None else draw(values) for part in parts(draw(st.sampled_from(places)))
    )
    names = st.one_of(st.sampled_from(["q", "page", "year", "sort", "author", "style", "p", "in"]), encoded)
    query = "&".join(f"{draw(names)}={draw(values)}" for _ in range(draw(st.integers(0, 3))))
    headers = {
        name: latin(draw(st.one_of(st.sampled_from(HEADERS[name]), words)))
        for name in draw(st.lists(st.sampled_from(sorted(HEADERS)), max_size=4, unique=True))
    }
    return {
        "REQUEST_METHOD": draw(st.sampled_from(METHODS)),
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(latin(path) or "/").decode("latin-1"),
        "QUERY_STRING": latin(query),
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "203.0.113.9",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": draw(st.sampled_from(BODIES)),
        **headers,
    }


def answer(site: PageCache, environ: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
    said: list[Any] = []
    asked = {**environ, "wsgi.input": BytesIO(environ["wsgi.input"])}
    got = site(asked, lambda status, headers, info=None: said.extend((status, headers)))
    try:
        body = b"".join(got)
    finally:
        if hasattr(got, "close"):
            got.close()
    return int(said[0].split()[0]), {name.lower(): value for name, value in said[1]}, body


@pytest.mark.filterwarnings("ignore")
def test_no_bytes_make_the_program_fail_or_change_what_others_get() -> None:
    rows = examples()
    known = sorted({str(getattr(row, "slug", "")) or str(row.pk) for row in rows.values()})
    site = PageCache(handler.application(), megabytes=4)
    pages = ["/", "/news/", "/publications/", "/publications/authors/", "/robots.txt"]
    before = {page: ask(site, page).body for page in pages}

    @QUICKLY
    @given(environs([*routes(), *pages], known), st.sampled_from(pages))
    def run(environ: dict[str, Any], page: str) -> None:
        status, headers, body = answer(site, environ)
        event(f"{status}")
        assert 200 <= status < 500
        assert environ["REQUEST_METHOD"] != "TRACE" or status >= 300  # nothing is echoed
        assert not any("\r" in text or "\n" in text for pair in headers.items() for text in pair)
        assert (
            int(headers.get("content-length", len(body))) == len(body) or environ["REQUEST_METHOD"] == "HEAD"
        )
        assert urlsplit(headers.get("location", "")).netloc in ("", "testserver")
        assert ask(site, page).body == before[page]

    try:
        run()
    finally:
        site.generation.close()
