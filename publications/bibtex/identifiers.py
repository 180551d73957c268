"""Identifiers of works, out of their fields, addresses and notes, in one normal form each; checksums checked.

Nothing is looked up: an identifier that is well-formed is taken at its word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from nidairp.rich import strip
from publications.bibtex.entry import Entry

_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*/[^\s\"<>{}|\\^]+")
_DOI_WHOLE = re.compile(r"10\.\d{3,9}(?:\.\d+)*/\S+")
_DOI_PREFIX = re.compile(
    r"^\s*(?:https?://(?:(?:[\w-]+\.)*doi\.[\w.-]+[/:]*|[\w.-]+/(?:doi/(?:abs/|full/|pdf/)?)?(?=10\.))"
    r"|(?:info:|urn:)?doi[/:=\s]*)+",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})v\d++.*", re.DOTALL)
_DOI_END = ".,;:'\"*"
_PMID = re.compile(
    r"(?:pubmed(?:\.ncbi\.nlm\.nih\.gov)?/|pubmed/\?term=|list_uids=|pmid\s*[:=]?\s*)(\d{1,8})(?!\d)",
    re.IGNORECASE,
)
_PMCID = re.compile(r"PMC\s?(\d{3,8})(?!\d)", re.IGNORECASE)
_ARXIV_NEW = re.compile(r"(?<![\d./])(\d{4}\.\d{4,5})(?:v\d+)?(?![\d])")
_ARXIV_OLD = re.compile(
    r"(?<![\w-])((?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math(?:-ph)?|nlin|nucl-(?:ex|th)|physics|quant-ph|q-bio|cs|stat)(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
)
_ARXIV_NEAR = re.compile(r"arxiv", re.IGNORECASE)
_ISSN = re.compile(r"(?<![\dXx-])(\d{4})[-‐‑–]?(\d{3}[\dXx])(?![\dXx])")
_ISBN = re.compile(r"(?<![\d-])(?:97[89][-\s‐‑–]?)?\d(?:[-\s‐‑–]?\d){8}[-\s‐‑–]?[\dXx](?![\dXx])")


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What identifies a work, as far as its entry says."""

    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""


def doi(text: str) -> str:
    """The DOI in a text, in lower case and without its address; empty where there is none."""
    if "10." not in text:
        return ""
    text = _unquoted(text) if "%" in text else text
    whole = _DOI_PREFIX.sub("", text).strip()
    found = _DOI_WHOLE.fullmatch(whole) or _DOI.search(text)
    return _trimmed(found[0]).lower() if found else ""


def dois(text: str) -> list[str]:
    """All in a text, with its own letters; of one that holds others, the others only."""
    found = (_trimmed(match[0]) for match in _DOI.finditer(text))
    return list({one.lower(): one for one in found}.values())


def bare_doi(text: str) -> str:
    """A DOI as its field should hold it: without the resolver's address, its letters as they came."""
    bare = _DOI_PREFIX.sub("", text).strip()
    if bare != text.strip() and "%" in bare:
        bare = _unquoted(bare)
    return bare if bare != text and _DOI_WHOLE.fullmatch(bare) else text


def _unquoted(text: str) -> str:
    """Without the percent signs of an address, unless they hide what no text holds."""
    plain = unquote(text)
    return plain if plain.isprintable() or not text.isprintable() else text


def _trimmed(text: str) -> str:
    """Without what a sentence or an address put behind the identifier."""
    text = re.split(r"[?#](?=[a-z_]+=)|/(?:abstract|full|pdf|epdf|full/html)$", text)[0].rstrip(_DOI_END)
    if text.startswith(("10.1101/", "10.64898/")):
        # The servers' addresses name a version, which is not part of the DOI.
        text = _VERSION.sub(r"\1", text)
    for opening, closing in ("()", "[]"):
        while text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip(_DOI_END)
    return text


def pmid(text: str) -> str:
    """The PubMed number in a text that is one, or names one."""
    bare = text.strip()
    if bare.isdecimal() and bare.isascii() and 1 <= len(bare) <= 8:
        return bare.lstrip("0")
    found = _PMID.search(text)
    return found[1].lstrip("0") if found else ""


def pmcid(text: str) -> str:
    """The PubMed Central number, `PMC` before it."""
    bare = text.strip()
    if bare.isdecimal() and bare.isascii() and 4 <= len(bare) <= 8:
        return f"PMC{bare}"
    found = _PMCID.search(text)
    return f"PMC{found[1]}" if found else ""


def arxiv(text: str) -> str:
    """The arXiv number without its version."""
    found = _ARXIV_NEW.search(text) or _ARXIV_OLD.search(text)
    if not found or (found.re is _ARXIV_NEW and not 1 <= int(found[1][2:4]) <= 12):
        return ""
    return found[1]


def issns(text: str) -> list[str]:
    """The valid ISSNs in a text, in order, each once."""
    found = (f"{first}-{second.upper()}" for first, second in _ISSN.findall(text))
    return list(dict.fromkeys(issn for issn in found if _issn_is_valid(issn)))


def isbns(text: str) -> list[str]:
    """The valid ISBNs in a text as 13 digits, in order, each once."""
    found = (re.sub(r"[^\dXx]", "", match[0]).upper() for match in _ISBN.finditer(text))
    return list(dict.fromkeys(_isbn13(isbn) for isbn in found if _isbn_is_valid(isbn)))


def find(entry: Entry) -> Identifiers:
    """All that identifies an entry: from its own field first, then from addresses and notes."""
    return Identifiers(
        doi=next(
            filter(None, map(doi, _texts(entry, "doi", "url", "ee", "note", "howpublished", "eprint"))), ""
        ),
        pmid=_pmid_of(entry),
        pmcid=next(
            filter(
                None,
                (
                    *map(pmcid, _texts(entry, "pmcid", "pmc")),
                    *map(_pmc_in, _texts(entry, "url", "note", "eprint")),
                ),
            ),
            "",
        ),
        arxiv=_arxiv_of(entry),
    )


def _texts(entry: Entry, *names: str) -> Iterator[str]:
    return (strip(entry.fields[name]) for name in names if entry.fields.get(name))


def _pmc_in(text: str) -> str:
    found = _PMCID.search(text)
    return f"PMC{found[1]}" if found else ""


def _pmid_of(entry: Entry) -> str:
    if entry.fields.get("eprinttype", "").lower() == "pubmed":
        return pmid(entry.fields.get("eprint", ""))
    named = (pmid(text) for text in _texts(entry, "pmid", "pubmed", "pubmedid", "pubmed-id"))
    elsewhere = (found[1] for text in _texts(entry, "url", "note", "eprint") if (found := _PMID.search(text)))
    return next(filter(None, (*named, *elsewhere)), "")


def _arxiv_of(entry: Entry) -> str:
    fields = entry.fields
    kind = f"{fields.get('eprinttype', '')} {fields.get('archiveprefix', '')}".lower()
    if "arxiv" in kind or ("eprinttype" not in fields and "archiveprefix" not in fields):
        eprint = fields.get("eprint", "")
        group = fields.get("primaryclass", fields.get("eprintclass", ""))
        found = arxiv(eprint) or arxiv(f"{group}/{eprint}")
        if found:
            return found
    # DBLP: a preprint is in the volume abs/1402.6711 of the "journal" CoRR.
    if fields.get("volume", "").startswith("abs/"):
        return arxiv(fields["volume"].removeprefix("abs/"))
    named = (arxiv(text) for text in _texts(entry, "arxiv", "arxivid"))
    elsewhere = (
        arxiv(text)
        for text in _texts(entry, "doi", "url", "journal", "note", "howpublished")
        if _ARXIV_NEAR.search(text)
    )
    return next(filter(None, (*named, *elsewhere)), "")


def _issn_is_valid(issn: str) -> bool:
    digits = issn.replace("-", "")
    total = sum((8 - at) * _digit(sign) for at, sign in enumerate(digits))
    return total % 11 == 0


def _isbn_is_valid(isbn: str) -> bool:
    if len(isbn) == 10:
        return sum((10 - at) * _digit(sign) for at, sign in enumerate(isbn)) % 11 == 0
    return (
        isbn.isdecimal() and sum((3 if at % 2 else 1) * int(sign) for at, sign in enumerate(isbn)) % 10 == 0
    )


def _isbn13(isbn: str) -> str:
    if len(isbn) == 13:
        return isbn
    digits = f"978{isbn[:9]}"
    total = sum((3 if at % 2 else 1) * int(sign) for at, sign in enumerate(digits))
    return f"{digits}{-total % 10}"


def _digit(sign: str) -> int:
    return 10 if sign == "X" else int(sign)
