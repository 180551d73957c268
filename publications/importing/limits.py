"""What the database cannot hold, found out before it refuses a whole import."""

import re

from publications.bibtex.entry import Entry, Refusal
from publications.models import Contribution, Publication, too_many_keywords
from publications.values import Values

_COLUMNS: dict[str, int] = {
    one.name: one.max_length
    for one in Publication._meta.concrete_fields
    if one.name in ("citation_key", "source_type") and one.max_length
}
#: Columns with an index: PostgreSQL cannot index more than about 2,700 bytes.
_LIMITS = {**_COLUMNS, **dict.fromkeys(("doi", "pmid", "pmcid", "arxiv"), 255)}
_FAMILY = Contribution._meta.get_field("family").max_length or 0
_PREFIX = Contribution._meta.get_field("prefix").max_length or 0
_PEOPLE = 30_000


def refused(entry: Entry, values: Values) -> Refusal | None:
    """Why an entry cannot be stored, as a sentence that says where and what to do; None where it can."""
    reason, field = _too_long(values)
    if not reason:
        return None
    line = _line_of(field, entry)
    said = f"{reason} It is the field “{field}” in line {line}." if line else reason
    return Refusal(entry.line, entry.key, said, entry.source, line or entry.line, field)


def _too_long(values: Values) -> tuple[str, str]:
    for name, limit in _LIMITS.items():
        if len(values["columns"][name] or "") > limit:
            return f"The {name.replace('_', ' ')} is longer than {limit} characters: shorten it.", name
    for person in values["people"]:
        whole = person["family"] + person["given"]
        if len(whole) > _FAMILY or len(person["prefix"]) > _PREFIX or len(person["suffix"]) > _PREFIX:
            return f"The name “{whole[:40]}…” is too long: check the “and” between the names.", person["role"]
    if len(values["people"]) > _PEOPLE:
        return f"There are more than {_PEOPLE:,} names: shorten the list.", "author"
    return too_many_keywords(values["columns"]["keywords"] or ""), "keywords"


def _line_of(field: str, entry: Entry) -> int:
    """Where the field begins, if it is named in the source; else 0."""
    found = re.search(rf"(?i)[{{,(\s]{re.escape(field)}\s*+=", entry.source)
    return entry.line + entry.source.count("\n", 0, found.start() + 1) if found else 0
