"""Rich text as the lines that a reader sees: what kind each is, its words, where its links lead. Pure."""

from html.parser import HTMLParser

BLOCKS = {
    "p": "",
    "h2": "Heading: ",
    "h3": "Subheading: ",
    "h4": "Small heading: ",
    "li": "• ",
    "blockquote": "Quote: ",
    "tr": "Row: ",
    "figcaption": "Caption: ",
    "figure": "",
    "table": "",
    "ul": "",
    "ol": "",
    "div": "",
    "pre": "",
}


def lines_of(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.lines


class _Reader(HTMLParser):
    """A line ends where a block begins or ends. A paragraph in a list item or a quote is that item's line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.words = ""
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in BLOCKS:
            self.end_block()
            self.open.append(tag)
        elif tag == "br":
            self.end()
        elif tag == "hr":
            self.end()
            self.lines.append("—————")
        elif tag in ("td", "th") and self.words.strip():
            self.words += " | "
        elif tag == "a":
            self.links.append(_target(given))
        elif tag == "img":
            self.words += (
                f"[Image: {given.get('alt') or 'decorative'}] ({given.get('src') or _target(given)}) "
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.end_block(within=tag)
            while self.open.pop() != tag:
                pass
        elif tag == "a" and self.links:
            target = self.links.pop()
            self.words += f" ({target})" if target else ""

    def handle_data(self, data: str) -> None:
        self.words += data

    def end_block(self, within: str = "") -> None:
        """The paragraphs in the cells of a row are one line."""
        if "tr" in self.open and within not in ("tr", "table"):
            self.words += " "
        else:
            self.end()

    def end(self) -> None:
        words = " ".join(self.words.split())
        self.words = ""
        if words:
            self.lines.append(self._kind() + words.strip("| "))

    def _kind(self) -> str:
        return next((BLOCKS[tag] for tag in reversed(self.open) if BLOCKS[tag]), "")


def _target(given: dict[str, str | None]) -> str:
    """Where a link leads: an address, or the object that it names by data attributes."""
    named = [
        f"{name.removeprefix('data-')} {value}" for name, value in sorted(given.items()) if "data-" in name
    ]
    return given.get("href") or ", ".join(named)
