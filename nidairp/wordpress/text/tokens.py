"""Markup of any kind as a clean sequence of tags and text.

nh3 parses as browsers do, closes what is open and drops scripts, styles and forms; what it writes is regular
enough to be read by one expression.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

import nh3

_BLOCKS = (
    "address article aside blockquote caption center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr hgroup legend li main nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul"
)
_INLINE = "a b big br cite code del em font i ins kbd mark q s samp small span strike strong sub sup tt u var"
_MEDIA = "audio embed iframe img source video"
TAGS = set(f"{_BLOCKS} {_INLINE} {_MEDIA}".split())
#: What goes with everything in it.
GONE = {"script", "style", "noscript", "select", "textarea", "template", "svg", "math", "title"}
ATTRIBUTES = {
    **{name: {"id"} for name in "h1 h2 h3 h4 h5 h6 section strong b em".split()},
    "a": {"href", "class", "id", "name"},
    "img": {
        "src",
        "alt",
        "class",
        "data-id",
        "width",
        "height",
        "data-orig-file",
        "data-src",
        "data-lazy-src",
    },
    "iframe": {"src", "title"},
    "video": {"src"},
    "audio": {"src"},
    "source": {"src"},
    "embed": {"src"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "div": {"class", "id"},
    "p": {"class", "id"},
    "dl": {"class"},
    "dd": {"class"},
    "span": {"class", "id"},
    "ul": {"class"},
    "li": {"class"},
}
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>|([^<]+)|<')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
#: Deeper than any text is, and than the parser should go.
DEEPEST = 400
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")


class Token(NamedTuple):
    """``text`` is markup already; ``name`` with ``closing`` is a tag."""

    text: str = ""
    name: str = ""
    closing: bool = False
    attributes: dict[str, str] = {}


def tokens(markup: str) -> Iterator[Token]:
    clean = nh3.clean(
        shallow(markup.replace("\x00", "")),
        tags=TAGS,
        clean_content_tags=GONE,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel", "object", "data", "ftp"},
        link_rel=None,
    )
    framed = False
    for found in _TOKEN.finditer(clean):
        closing, name, rest, text = found.groups()
        # What stands in a frame is for browsers without frames, and no markup to the parser.
        if framed and name != "iframe":
            continue
        if name:
            framed = name == "iframe" and not closing
            values = {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(rest)} if rest else {}
            yield Token("", name, bool(closing), values)
        else:
            yield Token(text or "&lt;")


def shallow(markup: str) -> str:
    """As it is, unless elements stand in each other hundreds of times: then without any."""
    depth = deepest = 0
    for found in _ANY_TAG.finditer(markup):
        depth = max(0, depth - 1) if found[1] else depth + (found[2].lower() not in _VOID)
        deepest = max(deepest, depth)
    return markup if deepest <= DEEPEST else html.escape(re.sub(r"<[^<>]*>", " ", markup), quote=False)


_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th".split()
)
