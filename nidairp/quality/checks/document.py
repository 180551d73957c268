"""A rich text taken apart: its headings, paragraphs, links, images and tables, each with its place.

Read by lxml, which is linear, takes anything for HTML, and cuts off what is nested more than 255 deep.
"""

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree, html

from .finding import Place

HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: What follows these does not run on from what is in them.
APART = frozenset({"br", "p", "li", "td", "th", *HEADINGS})
#: What XML cannot hold, and so lxml would refuse.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


@dataclass(frozen=True, slots=True)
class Heading:
    place: Place
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``is_bare``: nothing but text, if any, is in it."""

    place: Place
    text: str
    is_bold: bool
    is_bare: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Its text is what it reads as, with the alternative text of images in it."""

    place: Place
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """``alt`` is None where nothing was said; an empty one says that the image is decoration."""

    place: Place
    src: str
    alt: str | None


@dataclass(frozen=True, slots=True)
class Table:
    place: Place
    text: str
    has_headers: bool


@dataclass(frozen=True, slots=True)
class Document:
    text: str = ""
    headings: list[Heading] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def read(source: str) -> Document:
    clean = source.encode("utf-8", "ignore").decode().translate(_FORBIDDEN)
    root = html.Element("div")
    for part in html.fragments_fromstring(clean):
        if isinstance(part, str):  # what stands before the first element, its references read
            root.text = part.translate(_FORBIDDEN)
        else:
            root.append(part)
    document = Document(text=reading(root))
    seen: Counter[str] = Counter()
    for element in root.iter(etree.Element):
        place = Place(element.tag, seen[element.tag])
        seen[element.tag] += 1
        _add(document, element, place)
    return document


def _add(document: Document, element: html.HtmlElement, place: Place) -> None:
    match place.tag:
        case tag if tag in HEADINGS:
            document.headings.append(Heading(place, HEADINGS[tag], reading(element)))
        case "p":
            document.paragraphs.append(_paragraph(element, place))
        case "a" if element.get("href") is not None:
            document.links.append(Link(place, element.get("href").strip(), reading(element)))
        case "img":
            document.images.append(Image(place, element.get("src") or "", element.get("alt")))
        case "table":
            has_headers = next(element.iter("th"), None) is not None
            document.tables.append(Table(place, reading(element), has_headers))


def _paragraph(element: html.HtmlElement, place: Place) -> Paragraph:
    bold = element.findall("strong") + element.findall("b")
    text = reading(element)
    is_bold = bool(text) and "".join(map(reading, bold)) == text
    is_bare = next(element.iter("img", "br", "a"), None) is None
    return Paragraph(place, text, is_bold, is_bare)


def reading(element: html.HtmlElement) -> str:
    """The text as it is read, an image by its alternative text, in single spaces."""
    parts: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append(part.get("alt") or "" if part.tag == "img" else "")
            parts.append((isinstance(part.tag, str) and part.text) or "")
        elif part is not element:
            parts.append(" " if part.tag in APART else "")
            parts.append(part.tail or "")
    return " ".join("".join(parts).split())
