"""What each field holds: a title, running text, an address, or what is kept exactly as it is written.

A field that is not named here has no meaning to this package and is kept verbatim.
"""

from enum import Enum


class Kind(Enum):
    """How the value of a field is read and written."""

    TITLE = "title"  # text in which braces protect upper and lower case
    TEXT = "text"  # text of one paragraph
    PROSE = "prose"  # text of paragraphs
    LIST = "list"  # names of houses and places, joined by "and"
    ADDRESS = "address"  # addresses and EDTF dates: literal, save TeX's escapes
    PLAIN = "plain"  # numbers, ranges, dates
    RAW = "raw"  # verbatim


_NAMES = {
    Kind.TITLE: "title subtitle titleaddon booktitle booksubtitle "
    "booktitleaddon maintitle mainsubtitle maintitleaddon "
    "issuetitle issuesubtitle issuetitleaddon shorttitle shortbooktitle "
    "origtitle reprinttitle eventtitle eventtitleaddon journalsubtitle",
    Kind.TEXT: "journal journaltitle shortjournal series shortseries "
    "howpublished note addendum venue type edition "
    "chapter keywords keyword language langid pubstate part library "
    "rights copyright version techtype nationality",
    Kind.PROSE: "abstract annote annotation",
    Kind.LIST: "publisher institution school organization address location origpublisher origlocation",
    Kind.ADDRESS: "date urldate lastchecked origdate eventdate url doi eprint biburl pdf link ee pmid pmcid "
    "mrnumber zblnumber",
    Kind.PLAIN: "year month day volume number "
    "issue pages pagetotal volumes eid isbn issn isrn "
    "numpages articleno bookpagination pagination tppubtype",
}
KINDS: dict[str, Kind] = {name: kind for kind, names in _NAMES.items() for name in names.split()}

# BibLaTeX's name of a field -> the name it has here, which is BibTeX's
ALIASES = {"journaltitle": "journal", "location": "address", "annotation": "annote"}
# What other programs call a field, which is never written
MISNAMED = {"keyword": "keywords", "issue": "number", "lastchecked": "urldate", "ee": "url", "link": "url"}


def kind_of(name: str) -> Kind:
    """How a field's value is read and written."""
    return KINDS.get(name, Kind.RAW)
