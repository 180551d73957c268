"""Preprints: BibTeX has no type for them, so they come as articles, as miscellaneous or unpublished works.

What tells them is who keeps them: a server named as journal or publisher, or an identifier without a journal.
"""

import re

from nidairp.rich import strip

from ..models import EntryType, Publication

_SERVERS = (
    "arXiv", "bioRxiv", "medRxiv", "PsyArXiv", "ChemRxiv", "SocArXiv", "EdArXiv", "MetaArXiv", "SSRN",
    "Research Square", "Preprints.org", "OSF Preprints", "PeerJ Preprints", "Authorea",
)  # fmt: skip
_NAMES = {re.sub(r"\W", "", name.casefold()): name for name in _SERVERS}
#: Each of them has one of these, whatever stands beside it.
_SIGNS = ("rxiv", "ssrn", "square", "preprints", "authorea")
_BESIDE = re.compile(
    r"\[?\(?(?:\bthe\b|\bpreprint\s+server|\bpreprint\b|server\s+for\s+\w+(?:\s+\w+)?|\d{4}\.\d+)\)?\]?", re.I
)
#: "arXiv preprint arXiv:2106.01234v2 [cs.LG]" is a journal to Google Scholar, "arXiv e-prints" one to ADS.
_ARXIV = re.compile(
    r"arxiv(?:\s+(?:e-?prints?|preprints?))?[\s,:]*"
    r"(?:(?:arxiv\s*:\s*|abs/)(?:[a-z-]+(?:\.[a-z]{2})?/)?[\d.]+(?:v\d+)?(?:\s*\[[a-z.-]+\])?)?"
)
_OTHER_SIGNS = re.compile(r"\W+")
_MAY_BE = frozenset({EntryType.ARTICLE, EntryType.MISC, EntryType.ONLINE, EntryType.UNPUBLISHED})


def server(publication: Publication) -> str:
    """The server that keeps a preprint; empty for all else, and for what has appeared since."""
    if publication.entry_type not in _MAY_BE or publication.volume:
        return ""
    where = (publication.journal, publication.publisher, publication.howpublished, publication.institution)
    for place in filter(None, where):
        if name := _NAMES.get(_key(place)):
            return name
    return "arXiv" if publication.arxiv and not publication.journal else ""


def _key(place: str) -> str:
    """ "bioRxiv : the preprint server for biology", as PubMed has it, is bioRxiv."""
    folded = strip(place).casefold()
    if not any(sign in folded for sign in _SIGNS):
        return ""  # as nearly all, of which lists ask for each
    if _ARXIV.fullmatch(folded):
        return "arxiv"
    return _OTHER_SIGNS.sub("", _BESIDE.sub("", folded.partition(":")[0]))
