"""Text of other formats to the stored form (see `nidairp.rich`): character entities, HTML and JATS.

What says italic, bold, raised or lowered becomes one of the five tags, what only lays out becomes a space.
Everything else is literal. LaTeX is not looked for: in these formats a backslash or a dollar is one.
"""

import html
import re

from publications.bibtex.clean import clean

_SPACES = re.compile(r"[ \t\n]+")
_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<(/?)(?:(jats|mml):)?([A-Za-z][\w-]*+)((?:\s[^<>]*+)?)/?>")
#: The LaTeX that formulas say a second time.
_SAID_AGAIN = re.compile(
    r"<(?:mml:)?annotation(?:\s[^<>]{0,300})?>[^<>]{0,2000}</(?:mml:)?annotation>", re.IGNORECASE
)
_ABSTRACT_HEADING = re.compile(r"^\s*abstract[\s:.]*", re.IGNORECASE)

_NOCASE = re.compile(r"\s*class=[\"']nocase[\"']\s*")
_KEPT = {
    **dict.fromkeys(("i", "em", "italic"), "i"),
    **dict.fromkeys(("b", "strong", "bold"), "b"),
    **dict.fromkeys(("sub", "inf"), "sub"),
    "sup": "sup",
}
_LAYOUT = frozenset(("p", "br", "break", "sec", "div", "list", "list-item", "ul", "ol", "li", "disp-formula"))
_HEADINGS = frozenset(("title", "h1", "h2", "h3", "h4", "label"))
#: MathML without its prefix.
_MATH = frozenset(
    (
        *("math", "semantics", "mi", "mn", "mo", "ms", "mrow", "mtext", "mstyle", "mpadded", "mspace"),
        *("msub", "msup", "msubsup", "mfrac", "msqrt", "mroot", "mover", "munder", "munderover", "mfenced"),
        *("mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mtd", "mphantom", "menclose"),
    )
)
_BARE = frozenset(
    (
        *("u", "underline", "sc", "scp", "small", "tt", "monospace", "roman", "font", "a", "ext-link"),
        *("xref", "styled-content", "named-content", "inline-formula", "tex-math", "alternatives"),
        "abstract",
    )
)


def stored(text: str) -> str:
    """The stored form of a text, on one line."""
    if "&" in text:
        text = clean(_ENTITY.sub(_character, text))
    if "<" in text:
        converted = _Tags().converted(_SAID_AGAIN.sub("", text))
        text = _ABSTRACT_HEADING.sub("", converted, count=1) if "title>" in text else converted
    return _SPACES.sub(" ", text).strip(" ")


def _character(entity: re.Match[str]) -> str:
    found = html.unescape(f"&{entity[1]};")
    return entity[0] if found.startswith("&") and len(found) > 1 else found


class _Tags:
    """The tags of one text. Spans are counted, for only some of them have a meaning here."""

    def __init__(self) -> None:
        self._spans: list[bool] = []

    def converted(self, text: str) -> str:
        return _TAG.sub(self._tag, text)

    def _tag(self, tag: re.Match[str]) -> str:
        closing, prefix, name, attributes = tag.groups()
        name = name.lower()
        if name == "span":
            return self._span(tag[0], closing, attributes)
        if kept := _KEPT.get(name) if prefix != "mml" and not attributes.strip("/ ") else None:
            return f"<{closing}{kept}>"
        if name in _HEADINGS and (prefix or name != "title"):
            return ": " if closing else " "
        if name in _LAYOUT:
            return " "
        if name in _MATH and ("=" in attributes or not attributes.strip("/ ")):
            return ""
        return "" if prefix or name in _BARE or name in _KEPT else tag[0]

    def _span(self, tag: str, closing: str, attributes: str) -> str:
        if not closing:
            self._spans.append(_NOCASE.fullmatch(attributes) is not None)
            return '<span class="nocase">' if self._spans[-1] else ""
        if not self._spans:
            return tag
        return "</span>" if self._spans.pop() else ""
