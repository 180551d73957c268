"""An entry and a reading in the making: what is put in never pushes out what is there already."""

from dataclasses import dataclass, field

from publications.bibtex.entry import Block, Entry, Name, Note, Reading, Refusal
from publications.formats.keys import Keys, is_key
from publications.formats.markup import stored

_VERBATIM = frozenset(("url", "doi", "pmid", "pmcid", "eprint", "file"))
_BETWEEN = {"url": "\n", "keywords": ", "}
_EMPTY = "The record has neither a title nor an author; add one of them."


@dataclass(slots=True)
class Draft:
    """One record on its way to an entry."""

    line: int
    source: str
    type: str = "misc"
    authors: list[Name] = field(default_factory=list)
    editors: list[Name] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)
    _values: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, name: str, *texts: str) -> None:
        """Puts texts into a field, each once, after what it holds already."""
        for text in texts:
            if value := text.strip() if name in _VERBATIM else stored(text):
                self._values.setdefault(name, {})[value] = None

    def get(self, name: str) -> str:
        return _BETWEEN.get(name, "; ").join(self._values.get(name, ()))

    def drop(self, name: str) -> None:
        """Takes a field out again, once all that it says stands in others."""
        self._values.pop(name, None)

    def move(self, name: str, to: str) -> None:
        """What one field holds becomes another's."""
        if values := self._values.pop(name, None):
            self._values.setdefault(to, {}).update(values)

    def note(self, code: str, message: str, name: str = "", line: int = 0) -> None:
        self.notes.append(Note(code, message, line or self.line, name))

    def entry(self, key: str) -> Entry:
        fields = {name: self.get(name) for name in self._values}
        people = (self.authors, self.editors, self.others)
        return Entry(self.type, key, fields, *people, self.line, self.source, self.notes)


class Account:
    """What became of every record of a source."""

    def __init__(self) -> None:
        self._reading = Reading()
        self._keys = Keys()

    def take(self, draft: Draft, written: str = "", kept_as: str = "") -> None:
        """Adds a record under the key that it brings; what is not a key goes to the field `kept_as`."""
        if not (draft.get("title") or draft.get("booktitle") or draft.authors or draft.editors):
            self.refuse(draft.line, _EMPTY, draft.source, written)
            return
        if is_key(written):
            entry = draft.entry(written)
        else:
            if written:
                draft.add(kept_as, written)
                draft.note("key-made", f"“{written[:80]}” cannot be a citation key; one was made.", kept_as)
            entry = draft.entry("")
            entry.key = self._keys.make(entry)
        self._reading.entries.append(entry)
        self._reading.blocks.append(Block(draft.line, "entry", "entry", entry.key))

    def refuse(self, line: int, reason: str, source: str, key: str = "") -> None:
        self._reading.refusals.append(Refusal(line, key, reason, source))
        self._reading.blocks.append(Block(line, "entry", "refused", key, reason))

    def aside(self, line: int, text: str) -> None:
        """Text that belongs to no record."""
        self._reading.comments.append(text)
        self._reading.blocks.append(Block(line, "text", "kept", message=text[:200]))

    def closed(self, otherwise: str) -> Reading:
        """The reading, with this sentence where there was no record at all."""
        if not self._reading.entries and not self._reading.refusals:
            self._reading.notes.append(Note("no-record", otherwise, 1))
        return self._reading
