"""The stored form of titles and of what bibliographies say: plain Unicode in which five tags, where paired,
are markup and all else literal.

This is the rich text of CSL: `<i> <b> <sup> <sub> <span class="nocase">`. A tag without its partner is a
piece of text, so every string is a valid stored form. No LaTeX and no Django here.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

TAGS = (
    "<i>",
    "</i>",
    "<b>",
    "</b>",
    "<sup>",
    "</sup>",
    "<sub>",
    "</sub>",
    '<span class="nocase">',
    "</span>",
)
PAIRS = tuple(zip(TAGS[::2], TAGS[1::2], strict=True))
_TAG = re.compile(f"({'|'.join(TAGS)})")


class Token(NamedTuple):
    """A run of literal text, or one tag of a pair."""

    kind: Literal["text", "open", "close"]
    value: str


def tokens(text: str) -> Iterator[Token]:
    """The text in turn, markup told from what only looks like it."""
    if "<" not in text:
        yield Token("text", text)
        return
    pieces = _TAG.split(text)
    marks = paired(pieces)
    for at, piece in enumerate(pieces):
        if at in marks:
            yield Token("close" if piece[1] == "/" else "open", piece)
        elif piece:
            yield Token("text", piece)


def paired(pieces: list[str]) -> set[int]:
    """Of text, tag, text and so on: the places of tags that have a partner, properly nested."""
    places: set[int] = set()
    opened: list[int] = []
    waiting: Counter[str] = Counter()
    for at in range(1, len(pieces), 2):
        name = pieces[at].strip("</>").split(" ")[0]
        if pieces[at][1] != "/":
            opened.append(at)
            waiting[name] += 1
            continue
        if not waiting[name]:
            continue
        partner = -1
        while partner < 0:
            last = opened.pop()
            last_name = pieces[last].strip("<>").split(" ")[0]
            waiting[last_name] -= 1
            partner = last if last_name == name else -1
        places |= {partner, at}
    return places


def strip(text: str) -> str:
    """The text without its markup."""
    if "<" not in text:
        return text
    return "".join(token.value for token in tokens(text) if token.kind == "text")


def bare(text: str) -> str:
    """Without its markup as databases see it (``plain_titles``): of each kind of tag all or none are markup.

    So a tag that stands alone stays, as readers see it; one of a kind of which there are pairs beside goes.
    """
    bare = text
    for opening, closing in PAIRS:
        at = text.find(opening)
        if at >= 0 and text.find(closing, at) >= 0:
            bare = bare.replace(opening, "").replace(closing, "")
    return bare


def visible(text: str) -> str:
    """Without what only citations go by: which words keep their capitals."""
    return "".join(token.value for token in tokens(text) if token.kind == "text" or "span" not in token.value)


def cut(text: str, longest: int) -> str:
    """The text, if it is short enough; else as much of its beginning as has room with its markup closed."""
    if len(text) <= longest:
        return text
    kept: list[Token] = []
    closing: list[Token] = []
    room = longest
    for token in tokens(text):
        value = token.value
        if token.kind == "open":
            closing.append(Token("close", f"</{token.value[1:-1].split(' ')[0]}>"))
            room -= len(value) + len(closing[-1].value)
        elif token.kind == "close":
            closing.pop()
        else:
            value = value[:room]
            room -= len(value)
        kept.append(Token(token.kind, value))
        if room <= 0:
            break
    while kept and kept[-1].kind == "open":  # nothing of what it marks had room
        kept.pop()
        closing.pop()
    return "".join(token.value for token in (*kept, *reversed(closing)))


def to_html(text: str) -> str:
    """HTML that holds these tags, balanced, and nothing else."""
    if "<" not in text:
        return html.escape(text)
    return "".join(
        [html.escape(token.value) if token.kind == "text" else token.value for token in tokens(text)]
    )
