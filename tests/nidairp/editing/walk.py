"""The public site as a browser, a feed reader or a search engine finds it: every address, followed."""

import re
from html import unescape

from django.test import Client

DOORS = (
    "/",
    "/news/",
    "/news/feed/",
    "/publications/",
    "/publications.json",
    "/publications.bib",
    "/publications.ris",
    "/publications/feed/",
    "/sitemap.xml",
    "/robots.txt",
)
_ADDRESS = re.compile(
    r'(?:href|src|content)="(?:http://testserver)?(/[^"#?]*)|<loc>http://testserver(/[^<]*)'
)
#: Static files say nothing of content; the admin is no public place.
_ELSEWHERE = ("/static/", "/admin/", "/media/")
ENOUGH = 300


def walk(client: Client, *more: str) -> dict[str, str]:
    """The text of every page that can be reached, by its address; also of those that answer with an error."""
    waiting, seen = [*DOORS, *more], {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        assert len(seen) < ENOUGH, "The walk does not end."
        response = client.get(address)
        seen[address] = text = _text(response)
        found = (unescape(one or other) for one, other in _ADDRESS.findall(text))
        waiting += [there for there in found if not there.startswith(_ELSEWHERE)]
        if response.has_header("Location"):
            waiting.append(response["Location"].removeprefix("http://testserver"))
    return seen


def _text(response) -> str:
    data = b"".join(response.streaming_content) if response.streaming else response.content
    return data.decode(errors="replace")
