"""What several formats ask of a publication, answered once: dates in parts, first and last page, ISSNs.

Not a format of its own, and nothing here is HTML.
"""

import re
from urllib.parse import urlsplit

from django.conf import settings

from nidairp.rich import strip

from ..bibtex.dates import PartialDate, parse_date
from ..models import EntryType, Publication

_ISSN = re.compile(r"(?<![\dXx-])(\d{4})[-‐‑–]?(\d{3}[\dXx])(?![\dXx])")
_ISBN = re.compile(r"(?<![\d-])(?:97[89][-\s]?)?\d(?:[-\s]?\d){8}[-\s]?[\dXx](?![\dXx])")
_RANGE = re.compile(r"\s*(?:-+|[–—])\s*")
_DIGITS = ("%04d", "%02d", "%02d")
_NOT_BOUND = frozenset({EntryType.ARTICLE, EntryType.PERIODICAL})

THESES: dict[str, str] = {
    EntryType.BACHELORTHESIS: "Bachelor thesis",
    EntryType.DIPLOMATHESIS: "Diploma thesis",
    EntryType.MASTERSTHESIS: "Master’s thesis",
    EntryType.PHDTHESIS: "PhD thesis",
}
_BIBLATEX_KINDS = {
    "bathesis": "Bachelor thesis",
    "candthesis": "Candidate thesis",
    "mathesis": "Master’s thesis",
    "phdthesis": "PhD thesis",
    "resreport": "Research report",
    "techreport": "Technical report",
}
CHAPTERS = frozenset({EntryType.INBOOK, EntryType.INCOLLECTION})
TALKS_IN_PRINT = frozenset({EntryType.INPROCEEDINGS, EntryType.CONFERENCE, EntryType.WORKSHOP})


def address(publication: Publication) -> str:
    """Where the publication stands on the site, for good: never taken from a request."""
    return f"{settings.SITE_URL}{publication.get_absolute_url()}"


def title(publication: Publication) -> str:
    """Plain text; a work without a title goes by the book it is, or by its key."""
    return " ".join(strip(stored_title(publication)).split()) or publication.citation_key


def stored_title(publication: Publication) -> str:
    """The same with its markup."""
    return str(publication.title or publication.booktitle or publication.citation_key)


def day(publication: Publication) -> list[int]:
    """Year, month and day as far as they are known."""
    return _parts(publication.dated().date)


def printed_day(publication: Publication) -> list[int]:
    """The same from the columns that lists load, without the fields kept as they came.

    Where those have the month, the day to sort by still tells it, but for January and a first: these may
    stand for what nobody knows.
    """
    if parts := _parts(parse_date(publication.date)):
        return parts
    if not publication.year:
        return []
    sorted_by = publication.sort_date
    if sorted_by.year != publication.year or (sorted_by.month, sorted_by.day) == (1, 1):
        return [publication.year]
    known = [publication.year, sorted_by.month, sorted_by.day]
    return known if sorted_by.day > 1 else known[:2]


def visited(publication: Publication) -> list[int]:
    """When somebody last looked at the address."""
    return _parts(parse_date(publication.urldate))


def joined(parts: list[int], between: str) -> str:
    """ "2019-03-26" or "2019/03/26", as far as it is known."""
    return between.join(_DIGITS[: len(parts)]) % (*parts,)


def _parts(date: PartialDate | None) -> list[int]:
    if date is None or date.year < 1:
        return []
    if not 1 <= date.month <= 12:
        return [date.year]
    return [date.year, date.month, date.day] if date.day else [date.year, date.month]


def first_and_last_page(publication: Publication) -> tuple[str, str]:
    first, *rest = _RANGE.split(publication.pages.strip(), maxsplit=1)
    return first, rest[0] if rest else ""


def issue(publication: Publication) -> str:
    """What a journal calls its issue: BibTeX says ``number``, BibLaTeX sometimes ``issue``."""
    return str(publication.number or publication.issue)


def issns(publication: Publication) -> list[str]:
    """Each ISSN of ``1558-8238 (Electronic); 0021-9738 (Linking)``, as it is written."""
    if not publication.issn:
        return []
    return list(dict.fromkeys(f"{left}-{right.upper()}" for left, right in _ISSN.findall(publication.issn)))


def isbns(publication: Publication) -> list[str]:
    return list(dict.fromkeys(_ISBN.findall(publication.isbn)))


def container(publication: Publication) -> str:
    """The journal or book that it is a part of, in stored form."""
    if publication.entry_type in _NOT_BOUND:
        return str(publication.journal or publication.booktitle)
    return str(publication.booktitle or publication.journal)


def publisher(publication: Publication) -> str:
    """Who stands for it: publisher, school, institution or organization, by what there is."""
    first = publication.school if publication.entry_type in THESES else ""
    return str(
        first
        or publication.publisher
        or publication.institution
        or publication.school
        or publication.organization
    )


def kind(publication: Publication) -> str:
    """The kind of report or thesis in the words that it came with; in ours for BibLaTeX's keys."""
    return str(_BIBLATEX_KINDS.get(publication.techtype.lower(), publication.techtype))


def kind_of_thesis(publication: Publication) -> str:
    """In its own words, or else in ours."""
    return kind(publication) or THESES.get(publication.entry_type, "")


def school(publication: Publication) -> str:
    """Where a thesis was written: BibLaTeX calls the school an institution."""
    return str(publication.school or publication.institution)


def event(publication: Publication) -> str:
    """The meeting where something was said or shown."""
    named = further(publication, "eventtitle") or publication.booktitle or publication.howpublished
    return str(named or publication.organization)


def website(publication: Publication) -> str:
    """The site that a page on the web is part of: who runs it, or else the name of the host."""
    return publisher(publication) or urlsplit(publication.url.partition("\n")[0]).netloc


def in_catalogues(name: str) -> str:
    """A name for those who know of "Family, Given" alone, and take all else for "Given Family".

    The comma at the end keeps an institution from being taken apart; the suffix follows what is given.
    """
    parts = name.count(", ")
    if parts == 1:
        return name
    if not parts:
        return f"{name}," if " " in name else name
    family, *rest = name.split(", ")
    return f"{family}, {' '.join(reversed(rest))}"


def further(publication: Publication, name: str) -> str:
    """A field that has no column, as text."""
    return str(publication.extra.get(name, ""))
