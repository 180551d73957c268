"""The other formats publications come in: RIS, PubMed's, CSL-JSON. Text to a reading, like `bibtex.parse`.

Pure Python; what a record means is said in BibTeX's words, so that nothing later knows where it came from.
Not the way out: that is `citations`.
"""

import re
from collections.abc import Callable
from pathlib import PurePath

from publications.bibtex.entry import Reading
from publications.bibtex.parse import parse
from publications.formats import csl_json, nbib, ris

Reader = Callable[[str], Reading]

#: How each is called on the command line and in forms.
FORMATS: dict[str, Reader] = {
    "bibtex": parse,
    "ris": ris.read,
    "nbib": nbib.read,
    "csl-json": csl_json.read,
}

_ENDINGS = {
    ".bib": "bibtex", ".bibtex": "bibtex", ".ris": "ris", ".nbib": "nbib", ".medline": "nbib",
    ".json": "csl-json", ".csljson": "csl-json",
}  # fmt: skip
_BEGINS = re.compile(
    r"^[ \t]*+(?:(?P<bibtex>@\s*+[A-Za-z]++\s*+[{(])|(?P<ris>TY[ \t]{1,2}-)"
    r"|(?P<nbib>(?:PMID|PMC |OWN |STAT)-)|(?P<csl_json>(?:\[\s*+)?\{\s*+(?:\"|\})))",
    re.MULTILINE,
)
_LOOKED_AT = 100_000


def guess(name: str, text: str) -> str:
    """The format of a file: what its text begins with; where that says nothing, its name's ending."""
    found = _BEGINS.search(text[:_LOOKED_AT].lstrip("\ufeff"))
    if found and found.lastgroup:
        return found.lastgroup.replace("_", "-")
    return _ENDINGS.get(PurePath(name).suffix.lower(), "bibtex")
