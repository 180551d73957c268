"""COinS: a paper in one HTML attribute, which Zotero offers to save from a list or from an article about it.

It stands on lists and under articles, never on a publication's own page, where it would push the better
``citation_*`` tags aside. It asks for no column that lists leave out.
"""

import re
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

from nidairp.rich import strip

from ..models import EntryType, Publication
from . import facts, preprints, zotero

_GENRES: dict[str, tuple[str, str]] = {
    EntryType.ARTICLE: ("journal", "article"),
    EntryType.PATENT: ("patent", ""),
    **dict.fromkeys(facts.THESES, ("dissertation", "")),
    **dict.fromkeys(facts.CHAPTERS, ("book", "bookitem")),
    **dict.fromkeys(facts.TALKS_IN_PRINT, ("book", "proceeding")),
    EntryType.BOOK: ("book", "book"),
    EntryType.COLLECTION: ("book", "book"),
    EntryType.PROCEEDINGS: ("book", "book"),
    EntryType.TECHREPORT: ("book", "report"),
    EntryType.MANUAL: ("book", "report"),
    EntryType.WORKINGPAPER: ("book", "report"),
}
_FIRST_WORD = re.compile(r"[^\W\d_]+")
#: What has no genre.
_UNBOUND = ("dc", "")
#: What ``quote`` leaves, and the sign that begins what it makes of all else.
_AS_THEY_ARE = b"%" + "".join(filter(str.isalnum, map(chr, range(128)))).encode() + b"-._~"
#: Of each byte what it is, and what becomes of it.
_SIGNS = [(bytes((byte,)), b"%%%02X" % byte) for byte in range(256)]
#: Zotero reads every plus as a space; as the sign that it is in "Ca<sup>2+</sup>" it passes.
_RAISED_PLUS = re.compile(r"\+(?=[^<>]*</sup>)")


def render(publication: Publication) -> str:
    """The value of the attribute ``title``, to be escaped as any text."""
    kind = zotero.item_type(publication)
    is_bound = kind == zotero.ITEM_TYPES[publication.known_type]
    scheme, genre = _GENRES.get(publication.entry_type, _UNBOUND) if is_bound else _UNBOUND
    about = _dublin_core(publication, kind) if scheme == "dc" else _described(publication, scheme, genre)
    # Lists have many: all are quoted at once. No value has a null character.
    said = _plain("\0".join([f"rft.{name}\0{value}" for name, value in about if value]))
    parts = iter(_quoted("\0rft_id\0".join([said, *_identifiers(publication)])).split("%00"))
    return "&".join([_begun(scheme, settings.SITE_URL), *map("=".join, zip(parts, parts, strict=True))])


@cache
def _begun(scheme: str, site: str) -> str:
    """What begins all of a scheme."""
    form, source = f"info:ofi/fmt:kev:mtx:{scheme}", f"info:sid/{urlsplit(site).netloc}"
    return f"ctx_ver=Z39.88-2004&rft_val_fmt={_quoted(form)}&rfr_id={_quoted(source)}"


def _quoted(text: str) -> str:
    """As ``quote`` with nothing safe, which goes letter by letter: here each sign is replaced at once."""
    said = text.encode().replace(b"%", b"%25")
    for byte in {*said.translate(None, _AS_THEY_ARE)}:
        said = said.replace(*_SIGNS[byte])
    return said.decode("ascii")


def _plain(values: str) -> str:
    """Without markup, and with single spaces; of values with a null character between any two."""
    if "<" in values:
        values = "\0".join([strip(_RAISED_PLUS.sub("⁺", value)) for value in values.split("\0")])
    return " ".join(values.split()).replace(" \0", "\0").replace("\0 ", "\0").strip(" ")


def _described(publication: Publication, scheme: str, genre: str) -> list[tuple[str, str]]:
    first, last = facts.first_and_last_page(publication)
    return [
        ("genre", genre),
        *_titles(publication, scheme, genre),
        *_people(publication, "inventor" if scheme == "patent" else "au"),
        ("date", facts.joined(facts.printed_day(publication), "-")),
        ("volume", publication.volume),
        ("issue", facts.issue(publication) if publication.journal else ""),
        ("spage", first),
        ("epage", last),
        ("pages", "-".join(filter(None, (first, last)))),
        *(("issn", issn) for issn in facts.issns(publication)[:1]),
        *(("isbn", isbn) for isbn in facts.isbns(publication)[:1]),
        ("inst" if scheme == "dissertation" else "pub", facts.publisher(publication)),
        ("place", publication.address),
        ("edition", publication.edition),
        ("series", publication.series),
        ("number", publication.number if scheme == "patent" else ""),
        ("degree", facts.kind_of_thesis(publication) if scheme == "dissertation" else ""),
    ]


def _titles(publication: Publication, scheme: str, genre: str) -> list[tuple[str, str]]:
    title = facts.stored_title(publication)
    if genre in ("article", "bookitem", "proceeding"):
        return [
            ("atitle", title),
            ("jtitle" if scheme == "journal" else "btitle", facts.container(publication)),
        ]
    return [("jtitle" if scheme == "journal" else "btitle" if scheme == "book" else "title", title)]


def _people(publication: Publication, role: str) -> list[tuple[str, str]]:
    """The authors, or else the editors: from the line that lists show, which costs no query."""
    written = publication.authors_text or publication.editors_text
    names = [(role, facts.in_catalogues(name)) for name in written.split("; ") if name]
    return [*_lead(names[0][1]), *names] if names and role == "au" else names


def _lead(name: str) -> list[tuple[str, str]]:
    """The first author apart, whom resolvers look for.

    Zotero counts him twice unless the given name begins as its own spelling of it does, which puts stops
    behind initials; nor can it take an institution here.
    """
    family, _, given = name.partition(", ")
    first = _FIRST_WORD.match(given)
    if not first:
        return []
    return [("aulast", family), ("aufirst", given[0] if first[0].isupper() else first[0])]


def _dublin_core(publication: Publication, kind: str) -> list[tuple[str, str]]:
    return [
        *(("type", one) for one in _types(kind, zotero.ITEM_TYPES[publication.known_type])),
        ("title", facts.stored_title(publication)),
        *(("creator", name) for _, name in _people(publication, "creator")),
        ("date", facts.joined(facts.printed_day(publication), "-")),
        ("publisher", preprints.server(publication) or facts.publisher(publication)),
        ("identifier", facts.address(publication)),
    ]


def _types(kind: str, shown_as: str) -> list[str]:
    """Zotero takes the last that it knows; of an article it would take the title for its journal's."""
    return [kind] if kind == shown_as else ["report" if kind == "preprint" else shown_as, kind]


def _identifiers(publication: Publication) -> list[str]:
    return [
        *([f"info:doi/{publication.doi}"] if publication.doi else []),
        *([f"info:pmid/{publication.pmid}"] if publication.pmid else []),
        facts.address(publication),
    ]
