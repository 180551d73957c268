"""Records from PubMed (E-utilities) and DOI registration agencies (content negotiation), as files to stage.

What cannot be fetched is part of the answer, with a sentence that says why; nothing here raises and nothing
is written. How records are read is `formats`; how the network is met is `web`.
"""

import re
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from urllib.parse import quote, urlencode

from django.conf import settings

from publications.importing.asked import asked
from publications.importing.web import NotFetched, NotReached, Origin, Request, get, https, origin

MOST = 200
#: A person waits for the page: what is not there by then can be asked for again.
PATIENCE = 45.0
_AT_ONCE = 4
_BATCH = 100
_TOOL = "nidairp"

#: Where the DOI resolver sends requests for records: the registration agencies.
AGENCIES = frozenset(
    https(host)
    for host in (
        "api.crossref.org",
        "api.datacite.org",
        "data.crosscite.org",
        "data.crossref.org",
        "data.datacite.org",
        "data.medra.org",
        "doi.org",
    )
)
_CSL = "application/vnd.citationstyles.csl+json"
_PMID_LINE = re.compile(rb"^PMID- *0*(\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file with one or more records; or nothing, and `problem` says why."""

    name: str
    data: bytes
    format: str
    problem: str = ""


def fetch(identifiers: str) -> list[Fetched]:
    """The records that were asked for, and a problem for each that could not be had."""
    wanted = asked(identifiers)
    if len(wanted) > MOST:
        return [_missing("", f"{len(wanted)} records were asked for; at most {MOST} can be fetched at once.")]
    found = [_missing(one.value, one.problem) for one in wanted if one.problem]
    errand = _Errand()
    found += errand.pubmed([one.value for one in wanted if one.kind == "pmid"])
    return found + errand.dois([one.value for one in wanted if one.kind == "doi"])


class _Errand:
    """One round of requests: it ends in time, and gives up a host that could not be reached."""

    def __init__(self) -> None:
        self._ends = monotonic() + PATIENCE
        self._unreached: dict[str, str] = {}

    def pubmed(self, pmids: Sequence[str]) -> list[Fetched]:
        """A file for each hundred, and what PubMed does not know."""
        found: list[Fetched] = []
        for start in range(0, len(pmids), _BATCH):
            found += self._batch(pmids[start : start + _BATCH])
        return found

    def dois(self, dois: Sequence[str]) -> list[Fetched]:
        """A file for each; agencies answer for one DOI at a time."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(pool.map(self._doi, dois))

    def _batch(self, pmids: Sequence[str]) -> list[Fetched]:
        asking = {"db": "pubmed", "rettype": "medline", "retmode": "text", "id": ",".join(pmids)}
        query = urlencode(asking | {"tool": _TOOL, "email": settings.DEFAULT_FROM_EMAIL}, safe=",")
        try:
            data = self._get(settings.NCBI_URL, f"efetch.fcgi?{query}", "text/plain", ("text/plain",), ())
        except NotFetched as problem:
            return [_missing(f"PubMed {pmid}", str(problem)) for pmid in pmids]
        there = {number.decode() for number in _PMID_LINE.findall(data)}
        unknown = [
            _missing(f"PubMed {pmid}", "PubMed has no such record.") for pmid in pmids if pmid not in there
        ]
        name = f"PubMed {pmids[0]}" + (f" and {len(there) - 1} more" if len(there) > 1 else "")
        return [*([Fetched(f"{name}.nbib", data, "nbib")] if there else []), *unknown]

    def _doi(self, doi: str) -> Fetched:
        try:
            types = (_CSL, "application/json", "application/citeproc+json")
            data = self._get(settings.DOI_URL, quote(doi, safe="/:;()"), _CSL, types, AGENCIES)
        except NotFetched as problem:
            return _missing(f"doi:{doi}", str(problem))
        return Fetched(f"doi {doi}.json", data, "csl-json")

    def _get(
        self, base: str, rest: str, accept: str, types: tuple[str, ...], allowed: Collection[Origin]
    ) -> bytes:
        if base in self._unreached:
            raise NotFetched(self._unreached[base])
        if monotonic() > self._ends:
            raise NotFetched("There was no time left for it; ask for it again.")
        place = origin(base)
        try:
            return get(base + rest, Request(accept, types, {place, *allowed}, _agent()))
        except NotReached as problem:
            if problem.place == place:
                self._unreached[base] = str(problem)
            raise


def _agent() -> str:
    """Who asks, and whom to write to if it is too much: as NCBI and Crossref wish."""
    return f"{_TOOL}/1.0 ({settings.SITE_URL}; mailto:{settings.DEFAULT_FROM_EMAIL})"


def _missing(name: str, problem: str) -> Fetched:
    return Fetched(name, b"", "", problem)
