"""Fields that are written literally (addresses, DOIs): only the escapes that TeX needs come off."""

import re

from publications.bibtex.escape import is_balanced

_ESCAPED = re.compile(
    r"\{?\\([_%#&~$^])(?:\{\}|\})?|\{([_%#&~])\}|\{?\\textasciitilde\s?(?:\{\})?\}?|\$\\sim\$|\$\\tilde\{(?:\\[;,]|~|\s)?\}\$|\{\\textunderscore\s?\}|\\textunderscore\s?(?:\{\})?|\\-"
    r"|\{?\\text(?:less|greater)(?![a-z])\s?(?:\{\})?\}?|\$[<>]\$"
)
_NUMBERED = re.compile(r'\{\\symbol\{"([0-9A-F]{4,6})\}\}')
_BRACE = re.compile(r"\\?[{}]")
_SPELLED_OUT = frozenset(map(ord, "\\{}"))
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# One address in a command, which may hold braces of its own, within what else is written.
_WRAPPED = re.compile(
    r"(?:\\(?:url|path|nolinkurl|burl|texttt|mbox)\s?\{|\{\\(?:tt|ttfamily|small)\s)((?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+)\}"
)
_LINKED = re.compile(r"\\href\s?\{([^{}]*)\}\s?\{([^{}]*)\}")
_GROUPED = re.compile(r"\{([^{}]*)\}")
_WORDS = {"underscore": "_", "less": "<", "greater": ">", "<": "<", ">": ">"}
_LINE = re.compile(r"[ \t]*\n\s*")
# A line that goes on with the address of the line before it.
_BROKEN = re.compile(r"(?<=[/?&=_.%-])\n(?!\w+://|www\.)")
# Between two addresses in one line.
_BETWEEN = re.compile(r"(?<=\S)[,;]?[ \t]{1,9}(?=https?://)")
# Where TeX may break a line.
_BREAK = re.compile(r"\\(?:(?:allowbreak|linebreak)(?![A-Za-z])\s?(?:\{\})?|hspace\{0\s?\w*\})")
_LED = (
    r"(?:(?:available|accessible|retrieved|published|online|web(?:site|page)?|www|url|at|from|on|via)"
    r"[\s:;,]{1,4}){0,4}+"
)
_ADDRESS = (
    r"https?://(?:[^\s{}<>\\]|\\[_%#&~$^{}-]|\{(?:[^\s{}\\]|\\[_%#&~$^]|\\textasciitilde){0,20}\}"
    r"|\\textasciitilde\s?)++"
)
_ALONE = re.compile(
    rf"\s*+{_LED}(?:\\(?:url|path|nolinkurl|burl)\s?\{{\s*({_ADDRESS})\s*\}}[.,]?|<({_ADDRESS})>|({_ADDRESS}))\s*",
    re.IGNORECASE,
)


def read_numbers(text: str) -> str:
    """Verbatim text with the characters back that `write_numbers` spelled out."""
    if '{\\symbol{"' not in text:
        return text
    return _NUMBERED.sub(lambda number: _character(number[0], int(number[1], 16)), text)


def write_numbers(text: str) -> str:
    """Verbatim text in ASCII, so that reading gives the same text again."""
    return _BEYOND_ASCII.sub(lambda sign: _number(sign[0]), text)


def write_verbatim(text: str) -> str:
    """Verbatim text that may stand in braces: as it is, unless its own do not pair up."""
    return text if is_balanced(text) else _BRACE.sub(lambda brace: "".join(map(_number, brace[0])), text)


def _number(sign: str) -> str:
    return f'{{\\symbol{{"{ord(sign):04X}}}}}'


def _character(written: str, number: int) -> str:
    if number in _SPELLED_OUT:
        return chr(number)
    return chr(number) if 0x9F < number < 0x110000 and not 0xD7FF < number < 0xE000 else written


def read_literal(text: str) -> str:
    """The address behind what is written; lines stay lines, as several addresses are written."""
    text = _BROKEN.sub("", read_numbers(_LINE.sub("\n", text.strip())))
    if "\\" in text or "{" in text or "$" in text:
        linked = _LINKED.fullmatch(text)
        text = _labelled(linked) if linked else _WRAPPED.sub(lambda wrapped: wrapped[1].strip(), text)
        text = _ESCAPED.sub(_sign, _BREAK.sub("", text))
        grouped = _GROUPED.fullmatch(text)
        text = grouped[1].strip() if grouped else text
    if " " in text and text.startswith("http"):
        text = _BETWEEN.sub("\n", text)
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if "&" in text else text


def _labelled(linked: re.Match[str]) -> str:
    """An address with its words, as one that says what it leads to is written."""
    address, words = linked[1].strip(), linked[2].strip()
    return f"{address}, {words}" if words and "10." not in words and words not in address else address


def address_alone(text: str) -> str:
    """The address, where a field of words says nothing but that."""
    found = _ALONE.fullmatch(text) if "://" in text else None
    return read_literal(found[1] or found[2] or found[3].rstrip(".,;")) if found else ""


def _sign(found: re.Match[str]) -> str:
    sign = found[1] or found[2]
    if sign:
        return sign
    if found[0] == "\\-":
        return ""
    return next((sign for word, sign in _WORDS.items() if word in found[0]), "~")


def write_literal(text: str) -> str:
    """The address as `url` and `doi` take it: as it is, with braces that do not pair up percent-encoded."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
    return text if depth == 0 else text.replace("{", "%7B").replace("}", "%7D")
