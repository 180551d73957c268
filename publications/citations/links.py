"""The addresses of a publication, fit to be clicked.

What may not be clicked (``bibtex.addresses`` says what) gets no link; it stays in the BibTeX.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

from ..bibtex.addresses import split
from ..models import Publication

_LONGEST = 50
RESOLVER = "https://doi.org/"


#: What is not an identifier of its kind stays in the BibTeX and gets no link.
_FORMS = {
    "DOI": re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\x00-\x1f]+").fullmatch,
    "PubMed": re.compile(r"\d{1,8}").fullmatch,
    "PMC": re.compile(r"PMC\d{1,9}").fullmatch,
    "arXiv": re.compile(r"[\w.-]+(?:/\d{7})?(?:v\d+)?").fullmatch,
}


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Identifier:
    name: str
    value: str
    url: str


def links(publication: Publication) -> list[Link]:
    """Each address on its line ("URL, label"), then the DOI unless it is there already."""
    listed = addresses(publication)
    if publication.doi and not any(_leads_to(link.url, publication.doi) for link in listed):
        listed.append(Link(RESOLVER + quote(publication.doi, safe="/()"), f"doi:{publication.doi}"))
    return listed


def addresses(publication: Publication) -> list[Link]:
    """Those that the publication lists itself."""
    return [link for line in publication.url.splitlines() if (link := _link(line))]


def identifiers(publication: Publication) -> list[Identifier]:
    """Those that lead somewhere, each in the form that its registry writes."""
    found = [
        ("DOI", publication.doi, RESOLVER + quote(publication.doi, safe="/()")),
        ("PubMed", publication.pmid, f"https://pubmed.ncbi.nlm.nih.gov/{quote(publication.pmid)}/"),
        ("PMC", publication.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{quote(publication.pmcid)}/"),
        ("arXiv", publication.arxiv, f"https://arxiv.org/abs/{quote(publication.arxiv)}"),
    ]
    return [Identifier(name, value, url) for name, value, url in found if value and _FORMS[name](value)]


def _link(line: str) -> Link | None:
    url, label = split(line)
    return Link(url, label or (url if len(url) <= _LONGEST else url[:_LONGEST] + "[...]")) if url else None


def _leads_to(url: str, doi: str) -> bool:
    return bool(re.match(r"https?://(dx\.)?doi\.org/", url)) and url.casefold().endswith("/" + doi.casefold())
