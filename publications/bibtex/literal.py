"""Fields that are written literally (addresses, DOIs): only the escapes that TeX needs come off."""

import re

_ESCAPED = re.compile(
    r"\{?\\([_%#&~$^])(?:\{\}|\})?|\{([_%#&~])\}|\{?\\textasciitilde\s?(?:\{\})?\}?|\$\\sim\$|\{\\textunderscore\s?\}|\\textunderscore\s?(?:\{\})?|\\-"
)
_WRAPPED = re.compile(r"\\(?:url|path|nolinkurl)\s?\{(.*)\}", re.DOTALL)
_LINKED = re.compile(r"\\href\s?\{([^{}]*)\}\s?\{[^{}]*\}")
_GROUPED = re.compile(r"\{([^{}]*)\}")
_LINE = re.compile(r"[ \t]*\n\s*")


def read_literal(text: str) -> str:
    """The address behind what is written; lines stay lines, as several addresses are written."""
    text = _LINE.sub("\n", text.strip())
    if "\\" in text or "{" in text or "$" in text:
        wrapped = _WRAPPED.fullmatch(text) or _LINKED.fullmatch(text)
        text = _ESCAPED.sub(_sign, wrapped[1] if wrapped else text)
        grouped = _GROUPED.fullmatch(text)
        text = grouped[1].strip() if grouped else text
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    return text.replace("&amp;", "&")


def _sign(found: re.Match[str]) -> str:
    sign = found[1] or found[2]
    if sign:
        return sign
    return "" if found[0] == "\\-" else "_" if "underscore" in found[0] else "~"


def write_literal(text: str) -> str:
    """The address as `url` and `doi` take it: as it is, with braces that do not pair up percent-encoded."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
    return text if depth == 0 else text.replace("{", "%7B").replace("}", "%7D")
