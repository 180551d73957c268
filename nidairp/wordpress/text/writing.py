"""What is written so far: the parts of a text, and which blocks and words of emphasis are open in it.

Whatever is asked of it, what it holds can be closed into sound markup: nothing empty, nothing crossed.
"""

import re
from dataclasses import dataclass, field

from .figures import Figure

Part = str | Figure

HEADINGS = ("h2", "h3", "h4")
#: Where text stands without a paragraph of its own.
HOLDS_TEXT = {"p", *HEADINGS, "li", "td", "th"}
BLANK = re.compile(r"(?:\s|\xa0|&nbsp;|<br>|</?(?:strong|em|sub|sup)>|<a [^>]*>|</a>)*")
_BREAK_AT_END = re.compile(r"<br>((?:</(?:strong|em|sub|sup|a)>)*)$")
#: What may stand before the first word.
_OPENED = {"<strong>", "<em>", "<sub>", "<sup>", ""}


@dataclass(slots=True, kw_only=True)
class Writer:
    out: list[Part] = field(default_factory=list)
    #: The open blocks, each with where in ``out`` it begins.
    blocks: list[tuple[str, int]] = field(default_factory=list)
    #: What stands around the last word.
    written: list[tuple[str, str]] = field(default_factory=list)
    #: Figures that wait for the end of a heading.
    waiting: list[Part] = field(default_factory=list)
    #: What the next heading was called in addresses ("#methods").
    called: str = ""
    #: Captions are written aside: the parts before one, and the blocks that were open.
    aside: list[tuple[list[Part], list[tuple[str, int]]]] = field(default_factory=list)
    #: Whether a block ended in a place without paragraphs: what comes next begins a line.
    apart: bool = False

    def place(self) -> str:
        return self.blocks[-1][0] if self.blocks else ""

    def at_start(self) -> bool:
        inside = range(len(self.out) - 1, self.blocks[-1][1] - 1, -1)
        return all(self.out[at] in _OPENED for at in inside) if self.blocks[-1][1] < len(self.out) else True

    def sync(self, wanted: list[tuple[str, str]]) -> None:
        """Closes and opens what stands around words."""
        wanted = [(name, markup) for name, markup in wanted if markup]
        same = 0
        while same < min(len(wanted), len(self.written)) and wanted[same] == self.written[same]:
            same += 1
        for _, markup in reversed(self.written[same:]):
            self.out.append(f"</{markup.partition(' ')[0]}>")
        for _, markup in wanted[same:]:
            self.out.append(f"<{markup}>")
        self.written = wanted

    def open(self, name: str, attributes: str = "") -> None:
        self.apart = False
        self.sync([])
        if self.out and self.out[-1] == "<br>":
            self.out.pop()
        self.out.append(f"<{name}{attributes}>")
        self.blocks.append((name, len(self.out)))

    def call(self, name: str) -> None:
        """A name for a place is the heading's in which it stands, or the next one's."""
        if self.place() not in HEADINGS:
            self.called = name
        elif self.out[self.blocks[-1][1] - 1] == f"<{self.place()}>":
            self.out[self.blocks[-1][1] - 1] = f'<{self.place()} id="{name}">'

    def close(self) -> None:
        name, begin = self.blocks.pop()
        self.sync([])
        if name in HOLDS_TEXT:
            inside = self.out[begin:]
            if all(isinstance(part, str) for part in inside):
                inside = [trimmed("".join(map(str, inside)))]
            if name not in ("td", "th") and BLANK.fullmatch("".join(map(str, inside))):
                del self.out[begin - 1 :]
                self._release()
                return
            self.out[begin:] = inside
        if len(self.out) == begin and name not in ("td", "th"):
            self.out.pop()
        else:
            self.out.append(f"</{name}>")
        self._release()

    def _release(self) -> None:
        """What waited for the end of a heading or a table."""
        if self.waiting and not {name for name, _ in self.blocks} & {"table", *HEADINGS}:
            self.out += self.waiting
            self.waiting = []

    def close_loose(self) -> None:
        """A paragraph that nobody has closed: where another block begins, it ends."""
        self.apart = self.place() in ("li", "td", "th") and not self.at_start()
        if self.place() == "p" and not (self.aside and len(self.blocks) == 1):
            self.close()

    def close_from(self, name: str) -> None:
        """This block and whatever is open in it; nothing where there is none."""
        lowest = 1 if self.aside else 0
        if name in [block for block, _ in self.blocks[lowest:]]:
            while self.place() != name:
                self.close()
            self.close()

    def close_all(self) -> None:
        while self.blocks:
            self.close()
        self.out += self.waiting

    def line_break(self, *, typed: bool = False) -> None:
        """``typed`` is the end of a line, which after a ``<br>`` means nothing."""
        if self.place() not in HOLDS_TEXT or self.at_start():
            return
        if self.out[-1] != "<br>":
            self.out.append("<br>")
        elif not typed and self.place() == "p" and not self.aside:
            self.close_loose()


def trimmed(text: str) -> str:
    """Without breaks and spaces at either end."""
    before = None
    while before != text:
        before = text
        text = _BREAK_AT_END.sub(r"\1", text.strip()).removeprefix("<br>")
    return text
