"""What the tags of one RIS record mean in BibTeX's words.

A tag means different things with different types: `T2` is an article's journal and a chapter's book. A tag
that has no meaning here goes to a field of its own, `ris-` and the tag.
"""

import re
from collections.abc import Iterable

from publications.bibtex import identifiers
from publications.bibtex.theses import kind_of_thesis
from publications.formats import days, people
from publications.formats.draft import Draft
from publications.formats.pages import between

Values = dict[str, list[str]]

#: The first type in a line is the one that says just that; with the others the field `ris-ty` keeps the word.
_TYPES = {
    "article": ("JOUR", "EJOUR", "MGZN", "NEWS", "ABST", "INPR"),
    "book": ("BOOK", "EBOOK", "EDBOOK", "CLSWK", "SER"),
    "incollection": ("CHAP", "ECHAP", "ENCYC", "DICT"),
    "inproceedings": ("CPAPER", "CONF"),
    "phdthesis": ("THES",),
    "techreport": ("RPRT", "GOVDOC"),
    "unpublished": ("MANSCPT", "UNPB"),
    "patent": ("PAT",),
    "online": ("ELEC", "BLOG", "ICOMM", "WEB"),
    "media": ("VIDEO", "SOUND", "MPCT", "MULTI", "ADVS", "MUSIC"),
    "presentation": ("SLIDE",),
    "periodical": ("JFULL",),
    "booklet": ("PAMP",),
    "dataset": ("DATA", "DBASE", "AGGR"),
    "software": ("COMP",),
    "standard": ("STAND",),
    "misc": ("GEN",),
}
TYPES = {word: kind for kind, words in _TYPES.items() for word in words}
_EXACT = {words[0] for words in _TYPES.values()}

_FIELDS = {
    "AB": "abstract", "AD": "affiliation", "BT": "booktitle", "CT": "title", "CY": "address", "DO": "doi",
    "ET": "edition", "IS": "number", "J1": "shortjournal", "J2": "shortjournal", "JA": "shortjournal",
    "KW": "keywords", "LA": "language", "LK": "url", "N1": "note", "NV": "volumes", "PB": "publisher",
    "RN": "annote", "ST": "shorttitle", "T1": "title", "TI": "title", "UR": "url", "VL": "volume",
}  # fmt: skip
_JOURNALS = ("T2", "JF", "JO", "JA", "J1", "J2")
_ARTICLES = frozenset(("article", "periodical"))
_PARTS = ("incollection", "inproceedings")
_THESES = ("phdthesis", "mastersthesis", "bachelorthesis")
_VISITED = frozenset(("online", "dataset", "software", "misc"))
_OF_TYPE = {
    **{("PB", kind): "school" for kind in _THESES},
    **{("M3", kind): "type" for kind in (*_THESES, "techreport")},
    ("PB", "techreport"): "institution",
    ("PB", "online"): "organization",
    ("BT", "book"): "title",
    ("T2", "book"): "series",
    ("T2", "techreport"): "series",
    **{("T2", kind): "booktitle" for kind in _PARTS},
    **{("T3", kind): "series" for kind in ("book", *_PARTS)},
    **{("SE", kind): "chapter" for kind in _PARTS},
}
_DATES = ("PY", "Y1", "DA")
_TAKEN = {"TY", "ID", "AU", "A1", "A2", "ED", "SP", "EP", "SN", *_DATES}

_ISBN = re.compile(r"(?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dXx]\b")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]\b")
_PMCID = re.compile(r"PMC\d{1,9}")
_PMID = re.compile(r"(\d{1,8})\s*\[pmid\]", re.IGNORECASE)
_DOI_BEGINS = ("10.", "doi:", "https://doi.org/", "http://dx.doi.org/")
_DIGITS = re.compile(r"\d{1,9}")
#: The fourth part of a date is free: "2019/03/26/Epub".
_REMARK = re.compile(
    r"^\s*(\d{4}(?:/\d{0,2}){0,2})/+((?!(?i:spring|summer|autumn|fall|winter|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/*\s*$))[^\d/\s].*)",
    re.DOTALL,
)
_SEMICOLONS = re.compile(r"\s*;\s*(?=\w+://)")


def draft(line: int, source: str, values: Values) -> Draft:
    """The record as an entry in the making."""
    made = Draft(line, source)
    word = values["TY"][0].strip().upper()
    made.type = _type(word, values.get("M3", []))
    if word not in _EXACT:
        made.add("ris-ty", values["TY"][0])
    if word not in TYPES:
        made.note("unknown-type", f"The type “{word[:40]}” is not known; it is taken as “misc”.", "ris-ty")
    _people(made, values, word)
    _journal(made, values)
    _proceedings(made, values)
    _dates(made, values)
    _visited(made, values)
    _pages(made, values)
    _numbers(made, values)
    for tag, texts in values.items():
        if tag not in _TAKEN:
            made.add(_field(tag, made.type), *_parted(tag, texts))
    _identifiers(made, values)
    if word == "INPR":
        made.add("pubstate", "inpress")
    return made


def _type(word: str, kinds: list[str]) -> str:
    return kind_of_thesis(" ".join(kinds)) if word == "THES" else TYPES.get(word, "misc")


def _field(tag: str, kind: str) -> str:
    """The field for a tag that means one thing with one type."""
    if own := _OF_TYPE.get((tag, kind)):
        return own
    return _FIELDS.get(tag, f"ris-{tag.lower()}")


def _parted(tag: str, texts: list[str]) -> Iterable[str]:
    if tag in ("UR", "LK"):
        return [address for text in texts for address in _SEMICOLONS.split(text)]
    return texts


def _people(made: Draft, values: Values, word: str) -> None:
    authors, editors = _joined(values.get("A1", []), values.get("AU", [])), values.get("ED", [])
    if word == "EDBOOK":
        authors, editors = [], [*authors, *editors]
    second = values.get("A2", [])
    if made.type == "book" and authors and not editors and word != "EDBOOK":
        # Of a book, the second names are its series' editors and the third its own.
        editors = values.pop("A3", [])
    if made.type in _ARTICLES or (made.type == "book" and (authors or editors)):
        made.add("ris-a2", *second)
    else:
        editors = _joined(editors, second)
    for role, names, people_of in (("author", authors, made.authors), ("editor", editors, made.editors)):
        for text in (name for name in names if name.strip(" ,;")):
            if people.is_others(text):
                made.others.add(role)
                continue
            name, guessed = people.guessed(text)
            people_of.append(name)
            if guessed:
                made.note("names-guessed", f"“{text[:80]}” has no comma; it is taken as “{name}”.", role)


def _joined(some: list[str], others: list[str]) -> list[str]:
    """Two lists as one, or only the longer where it has all of the other; namesakes within a list stay."""
    shorter, longer = sorted((some, others), key=len)
    return longer if set(shorter) <= set(longer) else [*some, *others]


def _journal(made: Draft, values: Values) -> None:
    """An article's journal is its longest name; the others are kept as short ones."""
    if made.type in _ARTICLES:
        names = [name for tag in _JOURNALS for name in values.pop(tag, [])]
        longest = max(names, key=len, default="")
        made.add("journal", longest)
        made.add("shortjournal", *(name for name in names if name != longest))


def _proceedings(made: Draft, values: Values) -> None:
    """Some programs name the volume apart from the conference, and the place in two tags."""
    if made.type == "inproceedings" and values.get("C1") == values.get("CY"):
        values.pop("C1", None)
    if made.type == "inproceedings" and any(map(str.strip, values.get("C3", []))):
        volumes, events = values.pop("C3"), values.pop("T2", [])
        made.add("booktitle", *volumes)
        made.add("eventtitle", *(event for event in events if event not in volumes))


def _dates(made: Draft, values: Values) -> None:
    """The most exact of the dates that agree on the year; a date that says something else keeps its tag."""
    found: dict[str, str] = {}
    for tag in _DATES:
        for text in values.get(tag, []):
            written, _, remark = (part.strip(" /") for part in _REMARK.sub(r"\1|\2", text).partition("|"))
            if date := days.edtf(written):
                found.setdefault(date, tag)
            else:
                made.add("year" if tag != "DA" and not found else f"ris-{tag.lower()}", written)
            made.add(f"ris-{tag.lower()}", remark)
    if found:
        year = next(iter(found))[:4]
        best = max((date for date in found if date[:4] == year), key=len)
        made.add("date", best)
        made.add("year", days.year_of(best))
        for date, tag in found.items():
            if not best.startswith(date):
                made.add(f"ris-{tag.lower()}", date)


def _visited(made: Draft, values: Values) -> None:
    """The second date is the day of a visit where there is something to visit."""
    if made.type in _VISITED:
        made.add("urldate", *(days.edtf(text.strip("/ ")) or text for text in values.pop("Y2", [])))


def _pages(made: Draft, values: Values) -> None:
    first, last = ("; ".join(values.get(tag, [])) for tag in ("SP", "EP"))
    alone = made.type in ("book", *_THESES) and first.isdecimal() and not last
    made.add("pagetotal" if alone else "pages", first if alone else between(first, last))


def _numbers(made: Draft, values: Values) -> None:
    """ISSN and ISBN share a tag, and with a report or a patent its own number does."""
    numbered = made.type in ("techreport", "patent")
    for text in values.get("SN", []):
        known = "isbn" if _ISBN.search(text) else "issn"
        made.add("number" if numbered and known == "issn" and not _ISSN.search(text) else known, text)


def _identifiers(made: Draft, values: Values) -> None:
    """A PubMed ID, a PMC ID or a DOI that stands where some programs put it."""
    base = " ".join(values.get("DB", [])).casefold()
    number = " ".join(values.get("AN", [])).strip()
    if _DIGITS.fullmatch(number) and ("pubmed" in base or "medline" in base or "nlm" in base):
        made.add("pmid", number)
        made.drop("ris-an")
    for text in values.get("C2", []):
        if _PMCID.fullmatch(text.strip()):
            made.add("pmcid", text)
            made.drop("ris-c2")
    for tag in ("U1", "U2"):
        if found := _PMID.fullmatch(" ".join(values.get(tag, [])).strip()):
            made.add("pmid", found[1])
            made.drop(f"ris-{tag.lower()}")
    if not made.get("doi"):
        _doi(made, values)


def _doi(made: Draft, values: Values) -> None:
    places = [text.strip() for tag in ("M3", "L3", "N1") for text in values.get(tag, [])]
    named = (text for text in places if text.casefold().startswith(_DOI_BEGINS))
    if doi := next((doi for text in named if (doi := identifiers.doi(text))), ""):
        made.add("doi", doi)
