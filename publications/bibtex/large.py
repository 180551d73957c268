"""A file that is too large to hold in memory, read from disk in parts that end where an entry begins.

Only for UTF-8, told or found; whatever else a file may be is decided on the whole of it by `encoding`.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publications.bibtex.clean import clean
from publications.bibtex.encoding import refuse_other_files

PART = 8_000_000
_START = 1_000_000


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A file of UTF-8 with so many lines; `parts` may be gone through as often as is needed."""

    path: Path
    lines: int
    part: int = PART

    def parts(self) -> Iterator[str]:
        """The clean text; a part ends before a line that begins with `@`, where there is one."""
        kept: list[str] = []
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            while read := file.read(self.part):
                cut = read.rfind("\n@") + 1 or read.rfind("\n") + 1
                if cut:
                    yield clean("".join([*kept, read[:cut]]))
                    kept.clear()
                kept.append(read[cut:])
        if any(kept):
            yield clean("".join(kept))


def open_large(path: Path, part: int = PART) -> LargeFile | None:
    """The file, if it is UTF-8 from its beginning to its end; None where it is not.

    Raises UnreadableFile where it is plainly something else.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = 1
    with path.open("rb") as file:
        refuse_other_files(start := file.read(_START))
        if b"\0" in start:
            return None
        file.seek(0)
        while read := file.read(part):
            try:
                decoder.decode(read)
            except UnicodeDecodeError:
                return None
            lines += read.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return LargeFile(path, lines, part)
