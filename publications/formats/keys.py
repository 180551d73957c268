"""Citation keys for records that bring none, in the manner of the old site's: "Carmack:2019:30913040".

Made from what does not change (first author, year, PubMed ID, DOI or title), so that the same record gets
the same key each time. Whether a key is free on the site is for the import to find out.
"""

import re
import unicodedata

from nidairp.rich import strip
from publications.bibtex.entry import Entry

_WRITTEN = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9:_.+-]{1,79}")
_APART = re.compile(r"[^A-Za-z0-9]+")
_NUMERALS = re.compile(r"\d{4}")
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with")
)


def is_key(text: str) -> bool:
    """Whether an identifier of a record will do as a citation key: short, plain, and not only a number."""
    return _WRITTEN.fullmatch(text) is not None


class Keys:
    """The keys of one reading. One that was made is given once only."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def make(self, entry: Entry) -> str:
        people = entry.authors or entry.editors
        name = _plain(people[0].family if people else "").title().replace("-", "")[:40]
        year = _NUMERALS.search(entry.fields.get("year", "") + entry.fields.get("date", ""))
        parts = (name, year[0] if year else "", _last(entry.fields))
        key = ":".join(part for part in parts if part) or "record"
        self._given[key] = self._given.get(key, 0) + 1
        return key if self._given[key] == 1 else f"{key}-{self._given[key]}"


def _last(fields: dict[str, str]) -> str:
    if pmid := _plain(fields.get("pmid", "")):
        return pmid[:40]
    if doi := _plain(fields.get("doi", "").rpartition("/")[2]).lower():
        return doi[:40]
    words = [
        word for word in _plain(strip(fields.get("title", "")[:400])).lower().split("-") if word not in _SMALL
    ]
    return "-".join(words[:3])[:40]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _APART.sub("-", letters).strip("-")
