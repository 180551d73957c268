"""The line of details under a publication's title, for each of the 24 types.

The wording and its order are the old site's, which other sites and readers rely on.
"""

import datetime
import re

from nidairp.days import written

from ..models import EntryType, Publication
from . import facts

_TAIL = "year, num, note"

#: A comma divides parts, a space joins what stands together; a part without a value vanishes with its comma.
PATTERNS: dict[str, str] = {
    EntryType.ARTICLE: f"in_journal, vol, iss, no, pp, {_TAIL}",
    EntryType.BOOK: f"edition, publisher, address, {_TAIL}",
    EntryType.COLLECTION: f"edition, publisher, address, {_TAIL}",
    EntryType.BOOKLET: f"howpublished, address, edition, {_TAIL}",
    EntryType.CONFERENCE: f"booktitle, vol, no, series organization publisher, address, {_TAIL}",
    EntryType.WORKSHOP: f"booktitle, vol, no, series organization publisher, address, {_TAIL}",
    EntryType.BACHELORTHESIS: f"school, address, {_TAIL}",
    EntryType.DIPLOMATHESIS: f"school, address, {_TAIL}",
    EntryType.MASTERSTHESIS: f"school, address, {_TAIL}",
    EntryType.PHDTHESIS: f"school, {_TAIL}",
    EntryType.INBOOK: f"in_book, vol, no, chapter, pp, publisher, address, edition, {_TAIL}",
    EntryType.INCOLLECTION: f"in_book, vol, no, pp, publisher, address, {_TAIL}",
    EntryType.INPROCEEDINGS: f"in_book, pp, organization publisher, address, {_TAIL}",
    EntryType.MANUAL: f"by_editors organization address, edition, {_TAIL}",
    EntryType.MEDIA: "publisher, address, howpublished, year, visited, note",
    EntryType.MISC: f"howpublished, {_TAIL}",
    EntryType.UNPUBLISHED: f"howpublished, {_TAIL}",
    EntryType.WORKINGPAPER: f"howpublished, {_TAIL}",
    EntryType.ONLINE: "by_editors organization year, visited, note",
    EntryType.PATENT: "number, year, note",
    EntryType.PERIODICAL: "issuetitle, series vol, no, year, visited, num, note",
    EntryType.PRESENTATION: "howpublished, address, date, num, note",
    EntryType.PROCEEDINGS: f"howpublished, organization publisher, address, vol, no, {_TAIL}",
    EntryType.TECHREPORT: f"institution address, techtype, no, {_TAIL}",
}

_PLAIN = (
    "address", "booktitle", "edition", "howpublished", "institution", "issuetitle", "number",
    "organization", "publisher", "series",
)  # fmt: skip


def render(publication: Publication) -> str:
    """The line in stored form, closed by a full stop; empty where nothing is known."""
    values = _values(publication)
    parts = (
        " ".join(filter(None, (values[word] for word in part.split()))).removesuffix(":")
        for part in PATTERNS[publication.known_type].split(", ")
    )
    line = ", ".join(filter(None, parts))
    return line if not line or line.endswith(".") else line + "."


def long_date(text: str) -> str:
    """ "2020-01-02" as "January 2, 2020"; what is no whole date stays as it is."""
    try:
        return written(datetime.date.fromisoformat(text))
    except ValueError:
        return text


def names(publication: Publication, role: str) -> str:
    """ "Family, Given; Family, Given", as the site writes lists of people."""
    printed = [str(person.name) for person in publication.people(role)]
    if getattr(publication, f"has_more_{role}s"):
        printed.append("et al.")
    return "; ".join(printed)


def _values(publication: Publication) -> dict[str, str]:
    editors = names(publication, "editor")
    by_editors = f"{editors} (Ed.):" if editors else ""
    year = "Forthcoming" if publication.is_forthcoming else str(publication.year or "")
    return {name: getattr(publication, name) for name in _PLAIN} | {
        "school": facts.school(publication),
        "techtype": facts.kind(publication),
        "in_journal": _lead("In: ", publication.journal),
        "in_book": _lead("In: ", f"{by_editors} {publication.booktitle}".strip().removesuffix(":")),
        "by_editors": by_editors,
        "vol": _lead("vol. ", publication.volume),
        "iss": _lead("iss. ", publication.issue),
        "no": _lead("no. ", publication.number),
        "chapter": _lead("Chapter ", publication.chapter),
        "pp": _lead("pp. ", re.sub(r"\s*[-–—]+\s*", "–", publication.pages)),
        "year": year,
        "date": "Forthcoming" if publication.is_forthcoming else long_date(publication.date) or year,
        "visited": _lead("visited: ", long_date(publication.urldate)),
        "num": _lead("ISBN: ", publication.isbn) or _lead("ISSN: ", publication.issn),
        "note": f"({publication.note})" if publication.note else "",
    }


def _lead(words: str, value: str) -> str:
    return words + value if value else ""
