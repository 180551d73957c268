"""LaTeX to the stored form of text (see `rich`): selective, in linear time, and nothing is thrown away.

Text without a special character is returned as it came. What has no plain form (an unknown command with its
arguments, a fraction) stays as it is written and is listed in `left`. The way back is `escape`.
"""

import re

from nidairp.rich import tokens
from publications.bibtex.clean import clean
from publications.bibtex.decoding import Decoder

_SPECIAL = re.compile(r"[\\{}$~<&`\n\t]|--|''|  ")
_SPACES = re.compile(r"[ \t\n]++")
_SINGLE_QUOTED = re.compile(r"‘([^‘’']{1,400})'(?![A-Za-z])")
# Zotero gives a single brace an unseen partner.
_UNSEEN_BRACE = re.compile(r"\\vphantom\s?\{\\[{}]\}")
# A percent sign that only joins two lines; behind a number it is a percentage.
_LINE_COMMENT = re.compile(r"(?<=[^\d\s\\])([ \t]*+)%[ \t]*+\n[ \t]*+")
# Mendeley escapes the LaTeX that somebody typed: "{\$}\backslashalpha{\_}1{\$}" was "$\alpha_1$".
_TWICE = re.compile(
    r"\$\\backslash\$(?=[A-Za-z'`\"^~=.])|\\backslash(?=[A-Za-z])"
    r"|\{\\\$\}(?:[^$\\]{0,200}\{\\[_^]|[A-Za-z][^$\\{}\s]{0,20}\{\\\$\})"
)
_ONCE = re.compile(r"\$\\backslash\$|\\backslash(?=[A-Za-z])|\{\\\^\{\}\}|\{?\\([{}$_^])\}?")


def decode(text: str, *, protect: bool = False, left: list[str] | None = None) -> str:
    """The stored form of LaTeX text.

    With `protect`, braces that keep their content's case become `<span class="nocase">`. Pieces that could
    not be converted are added to `left`.
    """
    if not _SPECIAL.search(text):
        return text.strip()
    if "%" in text and "\n" in text:
        text = _LINE_COMMENT.sub(lambda found: " " if found[1] else "", text)
    if ("\\backslash" in text or "{\\$}" in text) and _TWICE.search(text):
        text = _ONCE.sub(lambda sign: sign[1] or ("^" if "^" in sign[0] else "\\"), text)
    if "\\vphantom" in text:
        text = _UNSEEN_BRACE.sub("", text)
    decoder = Decoder(_SPACES.sub(" ", text), protect, [] if left is None else left)
    return _finished(decoder.run(), decoder)


def _finished(text: str, decoder: Decoder) -> str:
    """What only the whole text can tell: pairs of quotes, levels of protected case."""
    if decoder.single_quotes:
        text = _SINGLE_QUOTED.sub(r"‘\1’", text)
    if "<span" in (decoder.text if decoder.protect else text):
        text = _with_spans(text, most=1 if decoder.protect else 0)
    return clean(_SPACES.sub(" ", text)).strip(" \u202f")


def _with_spans(text: str, most: int) -> str:
    """The text with so many levels of protected case: one in a title, none where case is never changed."""
    out = []
    depth = 0
    for token in tokens(text):
        is_span = token.kind != "text" and "span" in token.value
        depth += is_span and token.kind == "open"
        if not is_span or depth <= most:
            out.append(token.value)
        depth -= is_span and token.kind == "close"
    return "".join(out)
