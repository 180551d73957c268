"""Markup as single letters of the private use area, which citeproc-py takes for words and leaves alone."""

from dataclasses import dataclass
from types import SimpleNamespace

from nidairp.rich import PAIRS, TAGS, tokens

#: Around words that keep their capitals.
NOCASE = PAIRS[-1]
MARKS = {tag: chr(0xE000 + at) for at, tag in enumerate(TAGS)}
#: Any of them, as a part of a pattern.
MARK = f"[{''.join(MARKS.values())}]*"
_NO_MARKS = {ord(mark): None for mark in MARKS.values()}


def marked(text: str) -> str:
    """Markup as letters that citeproc-py leaves alone."""
    return "".join(
        token.value.translate(_NO_MARKS) if token.kind == "text" else MARKS[token.value]
        for token in tokens(text)
    )


def stored(text: str) -> str:
    """Letters for markup as markup again."""
    for tag, mark in MARKS.items():
        text = text.replace(mark, "" if tag in NOCASE else tag)
    return text


@dataclass(frozen=True, slots=True)
class _Wrap:
    """A kind of type in a citation, as citeproc-py calls it."""

    opening: str
    closing: str

    def __call__(self, text: object) -> str:
        return f"{self.opening}{text}{self.closing}"


FORMATTER = SimpleNamespace(
    preformat=lambda text: text,
    Italic=_Wrap(MARKS["<i>"], MARKS["</i>"]),
    Oblique=_Wrap(MARKS["<i>"], MARKS["</i>"]),
    Bold=_Wrap(MARKS["<b>"], MARKS["</b>"]),
    Superscript=_Wrap(MARKS["<sup>"], MARKS["</sup>"]),
    Subscript=_Wrap(MARKS["<sub>"], MARKS["</sub>"]),
    Light=str,
    Underline=str,
    SmallCaps=str,
)
