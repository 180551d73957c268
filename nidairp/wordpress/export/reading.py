"""An export as a stream of what it holds. What is damaged is a ``Problem``; the rest goes on."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError  # nosec B405 # defusedxml reads

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .cutting import Cutter, Piece
from .decoding import Text
from .items import Author, Channel, Found, Item, Label, Problem, Taxon
from .repairing import prefixes, repaired

#: The names by which these are known here, whatever the file calls them.
KNOWN = {"wp": "wp", "content": "content", "excerpt": "excerpt", "dc": "dc"}
_DECLARED = re.compile(r"xmlns:([A-Za-z_][\w.-]{0,40})\s*=\s*[\"']([^\"']{0,200})[\"']")
_DOCTYPE = re.compile(r"<!(DOCTYPE|ENTITY)\b", re.I)
#: An order for WordPress's programs before the first tag: PHP's own complaints, and the like.
_START = re.compile(r"<\?xml|<rss|<!--|<!DOCTYPE", re.I)
ENDS = "The file ends in the middle of this item: it was cut off. Export it again; the item is left out."
DAMAGED = "This item is not closed where it ends: it is left out."
UNSAFE = "The file declares entities of its own (DOCTYPE), which no WordPress export does: it is refused."


class Refused(Exception):
    """Nothing of the file is to be read; the sentence says why."""


def read(stream: BinaryIO) -> Iterator[Found]:
    text = Text(stream)
    reader = _Reader()
    for piece in Cutter(text).pieces():
        yield from reader.item(piece) if piece.is_item else reader.between(piece)
    yield from text.problems
    if not reader.is_export and text.is_packed:
        raise Refused("This is not a WordPress export but a packed file: unpack it first.")
    if not reader.is_export:
        raise Refused("This is not a WordPress export: there is no <rss> in it.")


class _Reader:
    def __init__(self) -> None:
        self.is_export = False
        self._spaces = dict(KNOWN)
        self._last = Piece(False, "", 0)

    def between(self, piece: Piece) -> Iterator[Found]:
        """Channel, authors and terms: before the first item, and, in some files, between items."""
        if "<" not in piece.text.replace("</channel>", "").replace("</rss>", "").strip():
            return
        if _DOCTYPE.search(re.sub(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", "", piece.text, flags=re.S)):
            raise Refused(UNSAFE)
        text = piece.text
        if not self.is_export:
            text = self._head(piece)
        inner = re.sub(r"</?(?:rss|channel)\b[^>]*>|<\?xml[^>]*\?>", "", text)
        yield from self._terms(piece, inner)

    def _head(self, piece: Piece) -> str:
        self.is_export = "<rss" in piece.text
        begins = _START.search(piece.text)
        for prefix, space in _DECLARED.findall(piece.text.partition("<channel")[0]):
            self._spaces[prefix] = canonical(space) or prefix
        return piece.text[begins.start() :] if begins else ""

    def _terms(self, piece: Piece, inner: str) -> Iterator[Found]:
        root = self._parsed(inner, piece.line)
        if isinstance(root, Problem):
            root = self._parsed(whole_elements(inner), piece.line)
            yield Problem(
                piece.line, "The head of the file is damaged: authors or categories may be missing."
            )
            if isinstance(root, Problem):
                return
        channel = channel_of(root, piece.line)
        if channel.base_blog or channel.link:
            yield channel
        lines = Lines(inner, piece.line)
        for element in root:
            name = element.tag.rpartition("}")[2]
            if name == "author" and len(element):
                yield author_of(element, lines.of(f"<{self._wp()}author>"))
            elif name in ("category", "tag", "term") and len(element):
                yield taxon_of(element, lines.of(f"<{self._wp()}{name}>"))

    def _wp(self) -> str:
        return next(f"{prefix}:" for prefix, space in self._spaces.items() if space == "wp")

    def item(self, piece: Piece) -> Iterator[Found]:
        if not piece.whole:
            ends = not piece.text.rstrip().endswith("</item>")
            yield Problem(piece.line, ENDS if ends else DAMAGED)
            return
        root = self._parsed(piece.text, piece.line)
        if isinstance(root, Problem):
            yield root
        elif len(root):
            yield item_of(root[0], piece.line)

    def _parsed(self, text: str, line: int) -> Element | Problem:
        try:
            return self._wrapped(text, self._spaces)
        except (ParseError, DefusedXmlException):
            spaces = {name: name for name in prefixes(text) if name != "xml"} | self._spaces
        try:
            return self._wrapped(repaired(text), spaces)
        except DefusedXmlException:
            return Problem(line, UNSAFE)
        except ParseError as error:
            return Problem(
                line, f"This cannot be read as XML ({str(error).partition(':')[0]}): it is left out."
            )

    def _wrapped(self, text: str, spaces: dict[str, str]) -> Element:
        declared = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
        root: Element = fromstring(f"<r{declared}>{text}</r>")
        return root


class Lines:
    """The line of each element, by looking for its first tag in the order of the file."""

    def __init__(self, text: str, line: int) -> None:
        self._text, self._line = text, line
        self._places: dict[str, int] = {}

    def of(self, tag: str) -> int:
        before = self._places.get(tag, 0)
        at = self._text.find(tag, before)
        if at < 0:
            return self._line
        self._places[tag] = at + len(tag)
        return self._line + self._text.count("\n", 0, at)


def canonical(space: str) -> str:
    """Which of the four a namespace is, of whatever version."""
    if "wordpress.org/export/" in space:
        return "excerpt" if space.rstrip("/").endswith("excerpt") else "wp"
    return {
        "http://purl.org/rss/1.0/modules/content/": "content",
        "http://purl.org/dc/elements/1.1/": "dc",
    }.get(space, "")


def whole_elements(text: str) -> str:
    """Only what is closed of authors and terms."""
    return "".join(
        found[0] for found in re.finditer(r"<wp:(author|category|tag|term)>.*?</wp:\1>", text, re.S)
    )


def channel_of(root: Element, line: int) -> Channel:
    return Channel(
        line,
        title=text_of(root, "title"),
        link=text_of(root, "link"),
        base_site=text_of(root, "{wp}base_site_url"),
        base_blog=text_of(root, "{wp}base_blog_url"),
        version=text_of(root, "{wp}wxr_version"),
    )


def author_of(element: Element, line: int) -> Author:
    part = parts(element, "author_")
    names = {"name": "display_name", "first": "first_name", "last": "last_name", "email": "email"}
    return Author(
        line, part("login"), number_in(part("id")), **{ours: part(theirs) for ours, theirs in names.items()}
    )


def taxon_of(element: Element, line: int) -> Taxon:
    """A category, tag or term: three elements that say the same by different names."""
    kind = element.tag.rpartition("}")[2]
    part = parts(element, f"{kind}_")
    taxonomy = {"category": "category", "tag": "post_tag"}.get(kind) or part("taxonomy")
    return Taxon(
        line,
        taxonomy,
        slug=part("nicename") or part("slug"),
        number=number_in(text_of(element, "{wp}term_id")),
        name=text_of(element, "{wp}cat_name") or part("name"),
        parent=part("parent"),
        description=part("description"),
    )


def parts(element: Element, prefix: str) -> Any:
    return lambda name: text_of(element, f"{{wp}}{prefix}{name}")


def item_of(element: Element, line: int) -> Item:
    texts = {child.tag: (child.text or "") for child in element if not len(child)}

    def part(name: str) -> str:
        return texts.get(f"{{wp}}{name}", "").strip()

    return Item(
        line,
        number=number_in(part("post_id")),
        type=part("post_type") or "post",
        status=part("status"),
        title=texts.get("title", "").strip(),
        slug=part("post_name"),
        link=texts.get("link", "").strip(),
        guid=texts.get("guid", "").strip(),
        author=texts.get("{dc}creator", "").strip(),
        date=part("post_date"),
        date_gmt=part("post_date_gmt"),
        modified_gmt=part("post_modified_gmt"),
        published=texts.get("pubDate", "").strip(),
        content=texts.get("{content}encoded", "").strip(),
        excerpt=texts.get("{excerpt}encoded", "").strip(),
        parent=number_in(part("post_parent")),
        order=number_in(part("menu_order")),
        password=bool(part("post_password")),
        sticky=part("is_sticky") == "1",
        address=part("attachment_url"),
        comments=len(element.findall("{wp}comment")),
        labels=list(labels_of(element)),
        meta=meta_of(element),
    )


def labels_of(element: Element) -> Iterator[Label]:
    """Version 1.0 names each twice, once without saying what it is."""
    for child in element.findall("category"):
        domain, slug = child.get("domain", ""), child.get("nicename", "")
        if domain and slug:
            yield Label({"tag": "post_tag"}.get(domain, domain), slug, (child.text or "").strip())


def meta_of(element: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in element.findall("{wp}postmeta"):
        key = text_of(meta, "{wp}meta_key")
        if key:
            found.setdefault(key, []).append(text_of(meta, "{wp}meta_value"))
    return found


def text_of(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def number_in(text: str) -> int:
    """A plain number that a database can hold; anything else is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
