"""BibTeX text to a reading: the blocks in turn, what became of each, and the entries that they say.

Nothing is dropped in silence: whatever stands in the source is an entry, a definition that was used, a text
that was kept, or a refusal with its line and what to do. `parse` reads all at once, `iter_parse` in pieces
for large files.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from publications.bibtex.blocks import RawBlock, blocks_of
from publications.bibtex.clean import clean
from publications.bibtex.encoding import decode
from publications.bibtex.entry import Block, Entry, Note, Reading, Refusal
from publications.bibtex.inherit import Inheritance
from publications.bibtex.keys import writable_key
from publications.bibtex.splitting import split
from publications.bibtex.strings import Strings
from publications.bibtex.tolerant import Reader, Unclosed
from publications.bibtex.understand import understand

_REFERENCE = re.compile(r"(?i)\b(?:crossref|xdata)\s*+=\s*+[{\"]?([^}\",]*+(?:,[^}\",=]*+)*+)[}\",]")
_KEY = re.compile(r"@\s*+[^\s({]++\s*+[({]\s*+([^\s,={}()]++)\s*+[,)}]")

# Looked for one by one: a copy in small letters would double the memory of a large source.
_REFERRING = ("crossref", "Crossref", "CrossRef", "CROSSREF", "crossRef", "xdata", "Xdata", "XData", "XDATA")
_STRING = re.compile(r"@\s*+string", re.IGNORECASE)

# A source in one part or more, each of which ends where an entry begins; may be gone through several times.
Parts = Callable[[], Iterable[str]]

#: So much of the text of an entry is kept beside what it says.
LONGEST_SOURCE = 100_000
_MENDED = {
    "unclosed": ("missing-closing-brace", "The entry is not closed; it was read up to the next one."),
    "extra-brace": ("extra-brace", "A closing brace too many stands in the entry; it was left out."),
}


def parse(text: str) -> Reading:
    """Everything that stands in the text."""
    whole = Reading()
    for part in iter_parse(text):
        whole.entries += part.entries
        whole.refusals += part.refusals
        whole.blocks += part.blocks
        whole.notes += part.notes
        whole.preambles += part.preambles
        whole.comments += part.comments
    return whole


def read(data: bytes, encoding: str | None = None) -> Reading:
    """The same for the bytes of a file; raises UnreadableFile where they are no text."""
    decoded = decode(data, encoding)
    reading = parse(decoded.text)
    reading.notes[:0] = decoded.notes
    return reading


def iter_parse(text: str, size: int = 1000) -> Iterator[Reading]:
    """The reading in pieces of about `size` blocks; lines, definitions and inheritance are the whole's."""
    cleaned = [clean(text)]
    yield from _Parser(lambda: cleaned).readings(size)


def iter_parse_parts(parts: Parts, size: int = 1000) -> Iterator[Reading]:
    """The same for a source that is too large to hold: `parts` gives its clean text, anew at each call."""
    yield from _Parser(parts).readings(size)


def references(text: str) -> set[str]:
    """The keys that entries in the text take fields from, and some that only look like it."""
    named = (key.strip() for found in _REFERENCE.finditer(text) for key in found[1].split(","))
    return {writable_key(key) for key in named if key}


class _Parser:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.strings = Strings(lambda: _all_strings(parts))
        self.seen: dict[str, int] = {}
        self.inheritance = Inheritance(self._parents())
        self.reading = Reading()

    def readings(self, size: int) -> Iterator[Reading]:
        told = False
        for raw in blocks_of(self.parts()):
            self._read(raw)
            if len(self.reading.blocks) >= size:
                yield self.reading
                self.reading = Reading()
                told = True
        if self.reading.blocks or not told:
            yield self.reading

    def _parents(self) -> dict[str, Entry]:
        """The entries that others refer to, which may stand anywhere in the source."""
        if not self._refers():
            return {}
        wanted = {key.lower() for part in self.parts() for key in references(part)}
        parents: dict[str, Entry] = {}
        strings = Strings(lambda: _all_strings(self.parts))
        for raw in blocks_of(self.parts()):
            key = _KEY.match(raw.text)
            if raw.kind == "string":
                _define(raw, strings)
            elif key and (name := writable_key(key[1]).lower()) in wanted and name not in parents:
                entry = _entry(raw, strings)
                if isinstance(entry, Entry):
                    parents[name] = entry
        return parents

    def _refers(self) -> bool:
        return any(spelling in part for part in self.parts() for spelling in _REFERRING)

    def _read(self, raw: RawBlock) -> None:
        if raw.kind == "entry":
            self._read_entry(raw)
        elif raw.kind == "string":
            self._read_string(raw)
        elif raw.kind == "preamble":
            self._read_preamble(raw)
        else:
            self.reading.comments.append(raw.source)
            self._account(raw, "kept", message=_about_text(raw) if raw.kind == "text" else "A comment.")

    def _account(self, raw: RawBlock, outcome: str, key: str = "", message: str = "") -> None:
        source = raw.source[:LONGEST_SOURCE] if outcome == "used" else ""
        self.reading.blocks.append(Block(raw.line, raw.kind, outcome, key, message, source))

    def _refuse(self, raw: RawBlock, refusal: Refusal) -> None:
        self.reading.refusals.append(refusal)
        self._account(raw, "refused", refusal.key, refusal.reason)

    def _read_entry(self, raw: RawBlock) -> None:
        entry = _entry(raw, self.strings)
        if isinstance(entry, Refusal):
            self._refuse(raw, entry)
            return
        self.inheritance.resolve(entry)
        if entry.type == "xdata":
            self._account(raw, "used", entry.key, "Data that other entries share.")
            return
        first = self.seen.setdefault(entry.key, entry.line)
        if first != entry.line:
            entry.notes.append(
                Note("duplicate-key", f"The key “{entry.key}” is already used in line {first}.", entry.line)
            )
        self.reading.entries.append(entry)
        self._account(raw, "entry", entry.key)

    def _read_string(self, raw: RawBlock) -> None:
        reason = _define(raw, self.strings)
        if reason:
            self._refuse(raw, Refusal(raw.line, "", reason, raw.source[:LONGEST_SOURCE]))
        else:
            self._account(raw, "used", message="Abbreviations: read wherever an entry names them.")

    def _read_preamble(self, raw: RawBlock) -> None:
        try:
            self.reading.preambles.append(Reader(raw.text, raw.line, self.strings).expression())
        except Unclosed:
            self.reading.preambles.append(raw.source)
        self._account(raw, "kept", message="A preamble for LaTeX, which the site has no use for.")


def _all_strings(parts: Parts) -> dict[str, str]:
    """Abbreviations wherever the source defines them."""
    strings = Strings()
    if any(_STRING.search(part) for part in parts()):
        for raw in blocks_of(parts()):
            if raw.kind == "string":
                _define(raw, strings)
    return strings.defined


def _define(raw: RawBlock, strings: Strings) -> str:
    """Take in the definitions of a `@string`; the reason where it has none."""
    try:
        fields = Reader(raw.text, raw.line, strings, closed=raw.trouble != "unclosed").definitions()
    except Unclosed:
        fields = []
    for field in fields:
        strings.define(field.name, field.value)
    return "" if fields else "The @string defines nothing; write it as @string{name = {text}}."


def _entry(raw: RawBlock, strings: Strings) -> Entry | Refusal:
    closed = raw.trouble != "unclosed"
    source = raw.source[:LONGEST_SOURCE]
    try:
        fields = split(raw.text, raw.line, strings, closed=closed)
    except Unclosed as unclosed:
        reason = _never_closed(unclosed.name, unclosed.line)
        return Refusal(raw.line, _key_of(raw), reason, source, unclosed.line, unclosed.name)
    if not fields.fields:
        reason = (
            "The entry has no fields; write them as name = {value}, with commas between."
            if closed
            else _never_closed("", raw.line)
        )
        return Refusal(raw.line, _key_of(raw), reason, source)
    entry = understand(raw.type, fields, raw.line, source)
    if raw.trouble:
        entry.notes.insert(0, Note(*_MENDED[raw.trouble], line=raw.line))
    return entry


def _about_text(raw: RawBlock) -> str:
    if "@" not in raw.source:
        return "Text between the entries."
    if all(line.lstrip().startswith("%") for line in raw.source.splitlines() if "@" in line):
        return "This is commented out."
    return "This stands between the entries and begins none of them."


def _never_closed(name: str, line: int) -> str:
    what = f"The value of “{name}” in line {line}" if name else f"The entry that begins in line {line}"
    return f"{what} is never closed; add the missing brace or quotation mark."


def _key_of(raw: RawBlock) -> str:
    key = _KEY.match(raw.text[:1000])
    return key[1] if key else ""
