"""The stored form of text (see `rich`) to LaTeX, so that `latex.decode` gives the same text again.

Pieces that decoding left as LaTeX go out as they are; every other character with a meaning to TeX is
escaped, and braces balance whatever the text. With `ascii`, letters beyond ASCII become commands.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from nidairp.rich import Token, tokens
from publications.bibtex.commands import is_known
from publications.bibtex.formula import formula, is_money
from publications.bibtex.groups import Groups
from publications.bibtex.symbols import ACCENTS, LETTERS, MATH, TEXT

_TAGS = {
    "<i>": r"\textit{",
    "<b>": r"\textbf{",
    "<sup>": r"\textsuperscript{",
    "<sub>": r"\textsubscript{",
    '<span class="nocase">': "{",
}
_SCRIPTS = {"<sup>": "^", "<sub>": "_"}
_SIMPLE = re.compile(r"[+-]?[A-Za-z0-9]{1,8}[+-]?")
_SPECIAL = re.compile(
    r"(?P<raw>\{?\\[A-Za-z]++\*?)|(?P<math>\$(?=[^$]{0,2000}?\\)(?:[^$\\]|\\.){1,2000}+\$)"
    r"|(?P<entity>&(?=#?\w{1,32};))|(?P<tag><(?=/?[A-Za-z]))|(?P<pair>[-–—]{2,}|''+)|(?P<one>[\\{}$&%#_^~`\u00a0\u202f–—])"
)
#: What each of these begins with.
_BEGINNING = re.compile(r"[\\{}$&%#_^~`<'\-\u00a0\u202f–—]")
_PLAIN = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\^{}",
    "~": r"\~{}",
    "`": r"\textasciigrave{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "–": "--",
    "—": "---",
}
_BRACES = re.compile(r"[{}]")
_UNBALANCED = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_NON_ASCII = re.compile(r"[^\x00-\x7f][\u0300-\u036f]*|[A-Za-z0-9][\u0300-\u036f]+")
_COMBINING = {accent: name for name, accent in reversed(ACCENTS.items())}
_COMMANDS = {
    **{
        sign: rf"\ensuremath{{\{name}}}"
        for name, sign in reversed(MATH.items())
        if len(sign) == 1 and sign > "\x7f"
    },
    **{
        sign: rf"{{\{name}}}"
        for name, sign in reversed([*TEXT.items(), *LETTERS.items()])
        if len(sign) == 1 and sign > "\x7f" and name.isalpha()
    },
}


class Formula(NamedTuple):
    kind: Literal["math"]
    value: str


def encode(text: str, *, ascii: bool = False) -> str:
    """LaTeX for stored text."""
    if text.isascii() and text.isalnum():
        return text
    balanced = is_balanced(text)
    out: list[str] = []
    for token in _with_formulas(tokens(text)):
        if token.kind == "text":
            piece = _escaped(token.value, balanced, ascii)
        elif token.kind == "math":
            piece = token.value
        else:
            piece = _TAGS.get(token.value, "}")
        # "{\" opens what BibTeX calls a special character, whose case it does change.
        out.append("{}" + piece if out and out[-1] == "{" and piece.startswith("\\") else piece)
    return "".join(out)


def _with_formulas(found: Iterator[Token]) -> Iterator[Token | Formula]:
    """What is raised or lowered as a small formula where it can be one, as most files have it.

    Zotero knows no ``\\textsuperscript``; and unlike ``\\textrm`` in it, a formula keeps its case.
    """
    waiting: list[Token] = []
    for token in found:
        waiting.append(token)
        if len(waiting) == 3 and token.kind == "close" and _SIMPLE.fullmatch(waiting[1].value):
            yield Formula("math", f"${_SCRIPTS[waiting[0].value]}{{{waiting[1].value}}}$")
            waiting = []
        while waiting and not (waiting[0].value in _SCRIPTS and len(waiting) < 3):
            yield waiting.pop(0)
    yield from waiting


def is_balanced(text: str) -> bool:
    """Whether the braces pair up in order, as BibTeX counts them."""
    depth = 0
    for brace in _BRACES.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _escaped(text: str, balanced: bool, ascii: bool) -> str:
    groups = Groups(text)
    out = []
    at = 0
    while special := _next_special(text, at):
        out.append(_spelled(text[at : special.start()], ascii))
        piece, at = _piece(text, special, groups, balanced, ascii)
        out.append(piece)
    out.append(_spelled(text[at:], ascii))
    return "".join(out)


def _next_special(text: str, at: int) -> re.Match[str] | None:
    """A single class of letters is looked for three times as fast as what begins with one of them."""
    while beginning := _BEGINNING.search(text, at):
        at = beginning.start()
        if special := _SPECIAL.match(text, at):
            return special
        at += 1
    return None


def _piece(text: str, special: re.Match[str], groups: Groups, balanced: bool, ascii: bool) -> tuple[str, int]:
    start, end = special.span()
    if special["raw"]:
        raw = _raw_end(special, groups)
        runs_on = ascii and not text[raw : raw + 2].isascii()
        if raw and not runs_on and is_balanced(text[start:raw]):
            return text[start:raw], raw
        return _PLAIN[text[start]] if balanced or text[start] == "\\" else _UNBALANCED[text[start]], start + 1
    if special["math"]:
        plain = ascii and not special[0].isascii()
        inside = special[0][1:-1]
        if not plain and not is_money(inside) and formula(inside) is None and is_balanced(inside):
            return special[0], end
        return _PLAIN["$"], start + 1
    if special["pair"]:
        return "{}".join(_PLAIN.get(sign, sign) for sign in special[0]), end
    if special["entity"]:
        return r"\&{}", end
    if special["tag"]:
        return "<{}", end
    sign = special[0]
    return (_PLAIN[sign] if balanced else _UNBALANCED.get(sign, _PLAIN[sign])), end


def _raw_end(special: re.Match[str], groups: Groups) -> int:
    """The end of a piece that decoding leaves as it is; 0 for what it would not leave."""
    command = special[0].lstrip("{\\")
    if is_known(command):
        return 0
    if special[0].startswith("{"):
        end = groups.end(special.start())
        return end if end > special.start() else 0
    return groups.arguments_end(special.end())


def _spelled(text: str, ascii: bool) -> str:
    return (
        text if not ascii or text.isascii() else _NON_ASCII.sub(_command, unicodedata.normalize("NFC", text))
    )


def _command(found: re.Match[str]) -> str:
    text = found[0]
    known = _COMMANDS.get(text)
    if known:
        return known
    base, *accents = list(unicodedata.normalize("NFD", text))
    if accents and all(accent in _COMBINING for accent in accents) and base.isalnum():
        spelled = base if base.isascii() else _COMMANDS.get(base, _number(base))
        for accent in accents:
            spelled = rf"\{_COMBINING[accent]}{{{spelled}}}"
        return f"{{{spelled}}}"
    return "".join(_COMMANDS.get(sign, sign if sign.isascii() else _number(sign)) for sign in text)


def _number(sign: str) -> str:
    return rf'{{\symbol{{"{ord(sign):04X}}}}}'
