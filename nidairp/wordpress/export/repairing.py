"""What real exports have in place of XML, made XML: only where the text cannot be read as it is."""

import html
import re

_OUTSIDE = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.S)
_REFERENCE = re.compile(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,30};)?")
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,40}):")
_XML_OWN = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def repaired(text: str) -> str:
    """HTML's names of characters, lone ampersands, references to forbidden characters; no CDATA."""
    parts = _OUTSIDE.split(text)
    return "".join(part if at % 2 else _REFERENCE.sub(_reference, part) for at, part in enumerate(parts))


def prefixes(text: str) -> set[str]:
    """The names before colons, which XML wants declared."""
    return set(_PREFIX.findall(text))


def _reference(found: re.Match[str]) -> str:
    name = found[1]
    if not name:
        return "&amp;"
    if name in _XML_OWN:
        return found[0]
    meant = html.unescape(found[0])
    if meant == found[0]:
        return f"&amp;{name}"
    return "".join(_escaped(letter) for letter in meant)


def _escaped(letter: str) -> str:
    if letter in "&<>":
        return html.escape(letter)
    number = ord(letter)
    allowed = letter in "\t\n\r" or (number >= 32 and not 0xD800 <= number <= 0xDFFF)
    return letter if allowed and number not in (0xFFFE, 0xFFFF) else ""
