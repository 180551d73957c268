"""The values that BibTeX text becomes: what a reading found, refused and noticed, each with its line.

Plain records without behaviour of their own: `parse` makes them, `write` turns entries into text again.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class Name(NamedTuple):
    """One person, or an institution (which has a family name only).

    A tuple, for an import looks up each name several times.
    """

    family: str
    given: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        last = f"{self.prefix} {self.family}".strip()
        return ", ".join(filter(None, (last, self.suffix, self.given)))


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a person should know about an entry; never a reason to refuse it."""

    code: str
    message: str
    line: int = 0
    field: str = ""


@dataclass(slots=True)
class Entry:
    """One work: its fields in the stored form of `rich`, its people as names."""

    type: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    authors: list[Name] = field(default_factory=list)
    editors: list[Name] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    line: int = 0
    source: str = ""
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Refusal:
    """A block that could not be read; `reason` is a sentence that says what to do."""

    line: int
    key: str
    reason: str
    source: str = ""
    #: Where in the block it is, and in which field, where that is known.
    at: int = 0
    field: str = ""


@dataclass(slots=True)
class Block:
    """One line of the account that a reading gives of its source; with the text of what other entries use."""

    line: int
    kind: str
    outcome: str
    key: str = ""
    message: str = ""
    source: str = ""


@dataclass(slots=True)
class Reading:
    """All that came out of one source."""

    entries: list[Entry] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    preambles: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
