"""A raw entry to an entry: each field by its kind, people as names, what was mended or guessed as notes."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice

from publications.bibtex.dates import disagree
from publications.bibtex.entry import Entry, Name, Note
from publications.bibtex.identifiers import bare_doi, dois
from publications.bibtex.keys import writable_key
from publications.bibtex.kinds import ALIASES, MISNAMED, Kind, kind_of
from publications.bibtex.latex import decode
from publications.bibtex.literal import address_alone, read_literal, read_numbers
from publications.bibtex.names import split_names
from publications.bibtex.strings import MONTHS
from publications.bibtex.tolerant import RawEntry, RawField

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LIST_BRACES = re.compile(r"(?i)[\s~]and[\s~]")
_JOINED = {"url": "\n", "keywords": ", ", "note": "; "}
_MOST_JOINED = 100
_OTHER_NAMES = ALIASES | MISNAMED
_WEB = re.compile(r"(?:https?|ftp)://")
_RANGE = re.compile(r"(?<=\w)\s*[-–—‐‑−]{1,3}\s*(?=\w)")


def understand(type_: str, raw: RawEntry, line: int, source: str) -> Entry:
    """The entry that a block says."""
    entry = Entry(type_, writable_key(raw.key), line=line, source=source, notes=list(raw.notes))
    if entry.key != raw.key:
        entry.notes.append(
            Note("key-changed", f"The key “{raw.key}” became “{entry.key}”, which every program reads.", line)
        )
    people: dict[str, list[Name]] = {"author": entry.authors, "editor": entry.editors}
    names_seen: set[str] = set()
    repeats: Counter[str] = Counter()
    for field in raw.fields:
        if field.name in people:
            if field.name in names_seen and field.value.strip():
                _repeated_people(entry, field, people[field.name])
            else:
                names_seen.add(field.name)
                _people(entry, field, people[field.name])
        else:
            _add(entry, field, repeats)
    _use_our_names(entry)
    if "url" not in entry.fields and ("howpublished" in entry.fields or "note" in entry.fields):
        _find_address(entry, raw)
    if "date" in entry.fields and disagree(entry.fields):
        told = f"“{entry.fields['year']}” and “{entry.fields['date']}”"
        entry.notes.append(
            Note("dates-disagree", f"The year and the date name two years, {told}; the date counts.", line)
        )
    if not entry.key:
        _make_key(entry)
    return entry


def _people(entry: Entry, field: RawField, people: list[Name]) -> None:
    names, others, guessed = split_names(field.value)
    people.extend(names)
    if others:
        entry.others.add(field.name)
    if guessed:
        read_as = "; ".join(map(str, names))[:500]
        message = f"The list of names does not follow BibTeX's rules; it was read as: {read_as}"
        entry.notes.append(Note("names-guessed", message, field.line, field.name))


def _repeated_people(entry: Entry, field: RawField, people: list[Name]) -> None:
    known = set(people)
    more: list[Name] = []
    _people(entry, field, more)
    people.extend(name for name in more if name not in known)
    entry.notes.append(
        Note(
            "duplicate-field",
            f"The field “{field.name}” stands twice; its names were joined.",
            field.line,
            field.name,
        )
    )


def _add(entry: Entry, field: RawField, repeats: Counter[str]) -> None:
    left: list[str] = []
    value = read_value(field.name, field.value, left)
    for piece in left:
        entry.notes.append(
            Note("undecoded", f"This has no plain form and stays as it is: {piece}", field.line, field.name)
        )
    if field.name == "doi" and len(several := dois(value)) > 1:
        value = _first_of(several, entry, field)
    before = entry.fields.get(field.name, "")
    if value and not before:
        entry.fields[field.name] = value
    elif value and value != before:
        _repeated(entry, field, value, repeats)


def _first_of(several: list[str], entry: Entry, field: RawField) -> str:
    """A work has one DOI; what else stands beside it is kept, each under a numbered name."""
    first, *others = several
    names = list(islice(_free_names("doi", entry), len(others)))
    entry.fields |= dict(zip(names, others, strict=True))
    told = (
        f"“doi” holds {len(several)}: the first counts, what else stands there is kept as {', '.join(names)}."
    )
    entry.notes.append(Note("duplicate-field", told, field.line, field.name))
    return first


def _repeated(entry: Entry, field: RawField, value: str, repeats: Counter[str]) -> None:
    """Nothing vanishes: what can be joined is joined, the rest is kept under a numbered name."""
    repeats[field.name] += 1
    if field.name in _JOINED and repeats[field.name] < _MOST_JOINED:
        entry.fields[field.name] += f"{_JOINED[field.name]}{value}"
        done = "both values were joined"
    else:
        name = next(_free_names(field.name, entry, repeats[field.name] + 1))
        entry.fields[name] = field.value.strip()
        done = f"the first counts, the other is kept as “{name}”"
    entry.notes.append(
        Note("duplicate-field", f"The field “{field.name}” stands twice; {done}.", field.line, field.name)
    )


def _free_names(name: str, entry: Entry, first: int = 2) -> Iterator[str]:
    """The numbered names that nothing of the entry has."""
    return (free for number in count(first) if (free := f"{name}-{number}") not in entry.fields)


def read_value(name: str, text: str, left: list[str] | None = None) -> str:
    """The stored form of a field's value."""
    kind = kind_of(name)
    if kind is Kind.RAW:
        return read_numbers(text.strip())
    if kind is Kind.ADDRESS:
        address = read_literal(text)
        return bare_doi(address) if name == "doi" else address
    if kind is Kind.TITLE:
        return decode(text, protect=True, left=left)
    if kind is Kind.LIST:
        return decode(text, protect="{" in text and bool(_LIST_BRACES.search(text)), left=left)
    if kind is Kind.PROSE and "\n" in text and _PARAGRAPH.search(text):
        return "\n\n".join(filter(None, (decode(part, left=left) for part in _PARAGRAPH.split(text))))
    value = decode(text, left=left)
    if name == "month":
        return (
            MONTHS.get(value[:3].lower(), value)
            if value.rstrip(".").isalpha() and _is_month(value)
            else value
        )
    return _RANGE.sub("–", value) if name == "pages" and not value.isdecimal() else value


def _is_month(text: str) -> bool:
    return (
        MONTHS.get(text[:3].lower(), "").lower().startswith(text.rstrip(".").lower())
        or text.lower().rstrip(".") == "sept"
    )


def _use_our_names(entry: Entry) -> None:
    """The names of BibLaTeX and of other programs to BibTeX's, where that one is free."""
    fields = entry.fields
    if fields.keys().isdisjoint(_OTHER_NAMES):
        return
    for alias, name in _OTHER_NAMES.items():
        if alias in fields and name not in fields and not _is_its_own(alias, entry):
            entry.fields = fields = {name if old == alias else old: value for old, value in fields.items()}


def _find_address(entry: Entry, raw: RawEntry) -> None:
    """The address of a work is often written where BibTeX has room for words."""
    for field in raw.fields:
        address = address_alone(field.value) if field.name in ("howpublished", "note") else ""
        if address and field.name in entry.fields:
            entry.fields = {
                "url" if name == field.name else name: address if name == field.name else value
                for name, value in entry.fields.items()
            }
            return


def _is_its_own(alias: str, entry: Entry) -> bool:
    """Where a patent holds is not an address; an issue with a name, or without a volume, is not a number."""
    if alias == "issue":
        return not entry.fields["issue"].isdecimal() or "volume" not in entry.fields
    if alias in ("ee", "link"):
        return not _WEB.match(entry.fields[alias])
    return alias == "location" and entry.type == "patent"


def _make_key(entry: Entry) -> None:
    """A key for an entry that came without one."""
    first = (entry.authors or entry.editors or [Name("entry")])[0].family
    letters = re.sub(r"[^a-z]", "", first.lower()) or "entry"
    digits = re.search(r"\d{4}", entry.fields.get("year", "") + entry.fields.get("date", ""))
    entry.key = letters + (digits[0] if digits else str(entry.line))
    entry.notes.append(Note("missing-key", f"The entry has no key; it was given “{entry.key}”.", entry.line))
