"""Text in which each line begins with a tag, as in RIS and PubMed's format, cut into pieces with their lines.

What the tags mean, and where a record begins and ends, is for `ris` and `nbib`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Piece:
    """A tag with the lines that belong to it; text that stands apart has no tag."""

    tag: str
    lines: list[str]
    line: int
    end: int
    after_blank: bool

    @property
    def text(self) -> str:
        return " ".join(self.lines).strip()


@dataclass(slots=True)
class Record:
    """Pieces that belong together."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.pieces[0].line

    def source(self, lines: list[str]) -> str:
        return "\n".join(lines[self.line - 1 : self.pieces[-1].end])

    def has(self, tag: str) -> bool:
        return any(piece.tag == tag for piece in self.pieces)


def pieces(lines: list[str], tagged: re.Pattern[str]) -> Iterator[Piece]:
    """The lines in turn; `tagged` finds a tag and what follows it. Others go on with the piece before."""
    piece: Piece | None = None
    blank = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            blank = True
            continue
        found = tagged.match(line)
        if found or piece is None or (blank and not line[0].isspace()):
            if piece:
                yield piece
            tag, text = (found[1].strip(), found[2]) if found else ("", line)
            piece = Piece(tag, [text.strip()], number, number, blank)
        else:
            piece.lines.append(line.strip())
            piece.end = number
        blank = False
    if piece:
        yield piece
