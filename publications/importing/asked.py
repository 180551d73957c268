"""What a person pasted to be fetched: PubMed IDs and DOIs, bare, with a prefix or as addresses."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from publications.bibtex import identifiers

#: A DOI may hold a comma or a semicolon: only one before a further identifier divides.
_BETWEEN = re.compile(
    r"\s+|[,;]+(?=\s|\Z|10\.\d|https?:|doi|pmid|pubmed|\d{1,8}(?:[,;\s]|\Z))", re.IGNORECASE
)
_LABEL = re.compile(r"(?:pmids?|pubmed|dois?|ids?|and)[:=]?", re.IGNORECASE)
_PMID = re.compile(
    r"(?:pmid[:=]?|pubmed[:=]?|(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/)?"
    r"0*(\d{1,8})/?(?:[?#]\S*)?",
    re.IGNORECASE,
)
_PMCID = re.compile(r"(?:https?://\S*/)?PMC\d+/?", re.IGNORECASE)

Kind = Literal["pmid", "doi", ""]


@dataclass(frozen=True, slots=True)
class Asked:
    """One identifier; where it is none, `problem` says so."""

    kind: Kind
    value: str
    problem: str = ""


def asked(text: str) -> list[Asked]:
    """Each identifier once, in order."""
    words = (word.strip("<>[]{}()\"'“”,;") for word in _BETWEEN.split(text))
    return list(dict.fromkeys(_of(word) for word in words if word and not _LABEL.fullmatch(word)))


def _of(word: str) -> Asked:
    if found := _PMID.fullmatch(word):
        return Asked("pmid", found[1])
    if doi := identifiers.doi(unquote(word)):
        return Asked("doi", doi)
    if _PMCID.fullmatch(word):
        return Asked("", word, "A PMC ID cannot be fetched; give the paper’s PubMed ID or DOI.")
    return Asked("", word[:100], "This is neither a PubMed ID nor a DOI.")
