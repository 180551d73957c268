"""The text that decoding makes, group in group: what is open, what waits for its argument, what closes.

Knows nothing of how LaTeX is read; that is `decoding`.
"""

import unicodedata
from dataclasses import dataclass, field

from nidairp.rich import strip
from publications.bibtex.symbols import ACCENTS, SPACING, compose

#: What is nested deeper is no group of its own.
_DEEPEST = 40
_MOST_ACCENTS = 4


@dataclass(slots=True)
class Frame:
    """An open group: what it holds so far, and what is done with it when it closes."""

    wraps: list[tuple[str, str]] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    pending: list[tuple[str, str]] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    protects: bool = False


class Frames:
    """All open groups, the innermost last; the first is the text itself."""

    def __init__(self) -> None:
        self.frames = [Frame()]
        self.skipped_braces = 0

    def add_text(self, text: str) -> None:
        frame = self.frames[-1]
        if frame.pending and text:
            text = text.lstrip(" ")
            if not text:
                return
            self.add(text[0])
            text = text[1:]
        if text:
            frame.out.append(text)

    def add(self, item: str) -> None:
        """One thing, that takes the accents and styles waiting for their argument."""
        frame = self.frames[-1]
        while frame.pending:
            item = _wrapped(item, frame.pending.pop())
        frame.out.append(item)

    def wait(self, wrap: tuple[str, str]) -> None:
        """What is done with the next thing, whatever that is."""
        self.frames[-1].pending.append(wrap)

    def wait_with_accent(self, name: str) -> None:
        if len(self.frames[-1].pending) >= _MOST_ACCENTS:
            self.add("")
        self.wait(("accent", name))

    def declare(self, opening: str, closing: str) -> None:
        """What holds from here to the end of the group."""
        frame = self.frames[-1]
        frame.out.append(opening)
        frame.ends.append(closing)

    def open(self, protects: bool) -> None:
        """A group; with `protects` its letters keep their case, if no group around it says so already."""
        if len(self.frames) > _DEEPEST:
            self.skipped_braces += 1
            return
        frame = self.frames[-1]
        inside = any(outer.protects for outer in self.frames)
        self.frames.append(Frame(wraps=frame.pending, protects=protects and not inside and not frame.pending))
        frame.pending = []

    def close(self) -> None:
        if self.skipped_braces:
            self.skipped_braces -= 1
        elif len(self.frames) == 1:
            self.add("}")
        else:
            self._close()

    def whole(self) -> str:
        """The text, with the groups closed that nobody has closed."""
        while len(self.frames) > 1:
            self._close()
        return _content(self.frames[0])

    def _close(self) -> None:
        frame = self.frames.pop()
        content = _content(frame)
        if frame.protects and _has_case(content):
            content = f'<span class="nocase">{content}</span>'
        for wrap in reversed(frame.wraps):
            content = _wrapped(content, wrap)
        self.frames[-1].out.append(content)


def _content(frame: Frame) -> str:
    while frame.pending:
        frame.out.append(_wrapped("", frame.pending.pop()))
    return "".join(frame.out + frame.ends[::-1])


def _has_case(content: str) -> bool:
    """Whether there are letters that a change of case would change."""
    letters = strip(content) if "<" in content else content
    return letters.lower() != letters.upper()


def _wrapped(content: str, wrap: tuple[str, str]) -> str:
    opening, closing = wrap
    if opening != "accent":
        return f"{opening}{content}{closing}" if content and closing != f" ({content})" else content
    if not content:
        return SPACING.get(closing, f"\\{closing}")
    base = content[0]
    if not base.isalnum() and base != " ":
        return f"\\{closing}{content}"
    end = 1
    while end < len(content) and unicodedata.combining(content[end]):
        end += 1
    return compose(content[:end], ACCENTS[closing]) + content[end:]
