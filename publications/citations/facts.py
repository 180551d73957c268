"""What several formats ask of a publication, answered once: dates in parts, first and last page, ISSNs.

Not a format of its own, and nothing here is HTML.
"""

import re

from django.conf import settings

from ..bibtex.dates import PartialDate, parse_date
from ..bibtex.rich import strip
from ..models import EntryType, Publication

_ISSN = re.compile(r"(?<![\dXx-])(\d{4})[-‐‑–]?(\d{3}[\dXx])(?![\dXx])")
_ISBN = re.compile(r"(?<![\d-])(?:97[89][-\s]?)?\d(?:[-\s]?\d){8}[-\s]?[\dXx](?![\dXx])")
_RANGE = re.compile(r"\s*(?:-+|[–—])\s*")
_NOT_BOUND = frozenset({EntryType.ARTICLE, EntryType.PERIODICAL})

THESES = frozenset(
    {EntryType.PHDTHESIS, EntryType.MASTERSTHESIS, EntryType.BACHELORTHESIS, EntryType.DIPLOMATHESIS}
)
CHAPTERS = frozenset({EntryType.INBOOK, EntryType.INCOLLECTION})
TALKS_IN_PRINT = frozenset({EntryType.INPROCEEDINGS, EntryType.CONFERENCE, EntryType.WORKSHOP})


def address(publication: Publication) -> str:
    """Where the publication stands on the site, for good: never taken from a request."""
    return f"{settings.SITE_URL}{publication.get_absolute_url()}"


def title(publication: Publication) -> str:
    """Plain text; a work without a title goes by the book it is, or by its key."""
    return " ".join(strip(publication.title or publication.booktitle).split()) or publication.citation_key


def day(publication: Publication) -> list[int]:
    """Year, month and day as far as they are known."""
    return _parts(publication.dated().date)


def printed_day(publication: Publication) -> list[int]:
    """The same from the columns that lists load, without the fields kept as they came."""
    parts = _parts(parse_date(publication.date))
    return parts or ([publication.year] if publication.year else [])


def visited(publication: Publication) -> list[int]:
    """When somebody last looked at the address."""
    return _parts(parse_date(publication.urldate))


def joined(parts: list[int], between: str) -> str:
    """ "2019-03-26" or "2019/03/26", as far as it is known."""
    return between.join(f"{part:0{4 if at == 0 else 2}d}" for at, part in enumerate(parts))


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
    houses = [publication.publisher, publication.institution, publication.school, publication.organization]
    if publication.entry_type in THESES:
        houses.insert(0, publication.school)
    return next(filter(None, houses), "")


def further(publication: Publication, name: str) -> str:
    """A field that has no column, as text."""
    return str(publication.extra.get(name, ""))
