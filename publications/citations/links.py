"""The addresses of a publication, fit to be clicked.

Addresses come from files of strangers. What is not plain http(s) or ftp, hides who it leads to
("https://nih.gov@example.org") or carries control characters gets no link; it stays in the BibTeX.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from ..models import Publication

_LONGEST = 50
_NEVER = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff<>\"\\^`{|}]")
RESOLVER = "https://doi.org/"


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: str


def links(publication: Publication) -> list[Link]:
    """Each address on its line ("URL, label"), then the DOI unless it is there already."""
    listed = [link for line in publication.url.splitlines() if (link := _link(line))]
    if publication.doi and not any(_leads_to(link.url, publication.doi) for link in listed):
        listed.append(Link(RESOLVER + quote(publication.doi, safe="/()"), f"doi:{publication.doi}"))
    return listed


def is_safe(url: str) -> bool:
    """Whether an address from outside may become a link."""
    if _NEVER.search(url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https", "ftp"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _link(line: str) -> Link | None:
    url, _, label = line.strip().partition(", ")
    if not is_safe(url):
        return None
    return Link(url, label.strip() or (url if len(url) <= _LONGEST else url[:_LONGEST] + "[...]"))


def _leads_to(url: str, doi: str) -> bool:
    return bool(re.match(r"https?://(dx\.)?doi\.org/", url)) and url.casefold().endswith("/" + doi.casefold())
